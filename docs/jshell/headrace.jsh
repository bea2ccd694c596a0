// A start file for JShell: TensorFlow 1 line by line. See docs/jshell/README.md.
import java.util.*;
import org.headrace.*;
import org.headrace.autodiff.*;
import org.headrace.core.*;
import static org.headrace.DefaultGraph.resetDefaultGraph;
import static org.headrace.core.DType.*;
Tf tf = DefaultGraph.tf();
InteractiveSession sess = new InteractiveSession();
