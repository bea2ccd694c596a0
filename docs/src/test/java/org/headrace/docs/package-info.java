/**
 * Keeps the documents true. Each page has a class here whose regions, {@code // snippet: name} to {@code // end}, are the
 * page's Java blocks; {@code PagesTest} compares them, and the classes' tests run them. {@code ArchitectureTest} holds the
 * modules to the rules of the design. To add a block to a page, write it as a region of the page's class first.
 */
@NullMarked
package org.headrace.docs;

import org.jspecify.annotations.NullMarked;
