#!/bin/sh
# Tidies the notes every night.
copilot -p "tidy the notes" --allow-all-tools \
  --deny-tool='acme-notes(delete_note)' \
  --deny-tool='acme-notes(delete_every_note_of_every_notebook_that_a_workspace_holds)'
