"""Evidence that can be checked: is a quote verbatim, and where does it stand?

``verbatim`` holds a quote against a text, letter by letter; ``nearing`` finds the passage that is nearest to a quote
which stands nowhere. ``citing`` says where a passage stands, with all that a reader needs to find it. ``verifying``
asks the record for a quote, ``checking`` the sources as they are now, for one that was cited from what may have changed
since; ``sources`` reads what is in such a source. ``exported`` reads the quotes back from files that were made of a
basket, and ``files`` checks them all.

``picking`` chooses the words of a section that are its evidence, ``baskets`` keeps them, and ``storyboard``
puts a basket together with what goes with it, ready to be written out. ``matrix`` holds the areas of a written
statement against the meetings: what stands nowhere is evidence too.
"""
