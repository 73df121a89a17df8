pragma Singleton
import QtQuick

// The patient's visits, newest first, turned into JavaScript once.
QtObject {
    readonly property var all: copied(app.patient.visits)
    readonly property bool recorded: all.some(visit => visit.recordings.length > 0)

    // each look at an entry of a view-model's list asks for the whole list anew, and so does every step of map, slice or
    // Array.from: of two hundred visits a second in all. A loop asks once.
    function copied(list) {
        const found = [];
        for (const entry of list)
            found.push(entry);
        return found;
    }
}
