import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// The notes of a visit, the last one first; each can be amended, and what it said before be looked up.
Card {
    id: card

    // that is looked back at, oldest first
    property var versions: []

    title: qsTr("Notes")
    AppButton {
        id: newNote
        objectName: "newNote"
        text: qsTr("Write a note …")
        enabled: app.visit.ready
        onClicked: writing.ask(null)
    }
    Repeater {
        model: app.visit.notes
        Rectangle {
            id: entry
            required property var modelData
            required property int index
            Layout.fillWidth: true
            implicitHeight: content.implicitHeight + 2 * Theme.gap
            radius: Theme.radius
            color: Theme.raised
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.text
            ColumnLayout {
                id: content
                anchors {
                    left: parent.left
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                    margins: Theme.pad
                }
                spacing: Theme.gap
                AppText {
                    objectName: "note" + entry.index
                    Layout.fillWidth: true
                    text: entry.modelData.text
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }
                Flow {
                    Layout.fillWidth: true
                    spacing: Theme.gap
                    AppText {
                        height: Theme.target
                        width: Math.min(implicitWidth, parent.width)
                        verticalAlignment: Text.AlignVCenter
                        rightPadding: Theme.gap
                        color: Theme.muted
                        font.pixelSize: Theme.small
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                        text: [entry.modelData.at, entry.modelData.author, entry.modelData.version > 1 ? qsTr("version %1").arg(entry.modelData.version) : ""].filter(part => part).join("  ·  ")
                    }
                    AppButton {
                        objectName: "amendNote" + entry.index
                        text: qsTr("Amend …")
                        Accessible.name: qsTr("Amend the note of %1").arg(entry.modelData.at)
                        onClicked: writing.ask(entry.modelData)
                    }
                    AppButton {
                        objectName: "noteVersions" + entry.index
                        visible: entry.modelData.version > 1
                        text: qsTr("Earlier versions …")
                        Accessible.name: qsTr("Earlier versions of the note of %1").arg(entry.modelData.at)
                        onClicked: app.visit.look_back(entry.modelData.id)
                    }
                }
            }
        }
    }
    FormDialog {
        id: writing

        // the note that is amended; null for a new one
        property var note: null
        readonly property string before: note ? note.text : ""

        function ask(chosen) {
            note = chosen;
            text.text = before;
            begin();
            text.begin();
        }
        objectName: "noteForm"
        form: app.visit
        wantedWidth: 680 * Theme.scale
        title: note ? qsTr("Amend the note of %1").arg(note.at) : qsTr("A note on this visit")
        dirty: text.text !== before
        complete: dirty && text.text.trim() !== ""
        saveName: "keepNote"
        onSave: note ? app.visit.change_note(note.id, note.version, text.text) : app.visit.add_note(text.text)
        Labelled {
            Layout.fillWidth: true
            label: qsTr("Note")
            note: writing.note ? qsTr("What it says now stays on record as an earlier version.") : ""
            AppArea {
                id: text
                objectName: "noteArea"
                Layout.fillWidth: true
                label: qsTr("Note")
            }
        }
    }
    AppDialog {
        id: back
        objectName: "noteHistory"
        wantedWidth: 680 * Theme.scale
        title: qsTr("Versions of the note")
        buttons: AppButton {
            objectName: "closeHistory"
            kind: "primary"
            focus: true
            text: qsTr("Close")
            onClicked: back.close()
        }
        Repeater {
            model: card.versions
            ColumnLayout {
                id: version
                required property var modelData
                required property int index
                Layout.fillWidth: true
                spacing: 2
                AppText {
                    Layout.fillWidth: true
                    color: Theme.muted
                    font.pixelSize: Theme.small
                    text: [qsTr("version %1").arg(version.index + 1), version.modelData.at, version.modelData.author].join("  ·  ")
                }
                AppText {
                    objectName: "noteVersion" + version.index
                    Layout.fillWidth: true
                    text: version.modelData.text
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }
            }
        }
    }
    Connections {
        target: app.visit
        function onKept(what) {
            // the notes are made anew, and with them what had the keyboard
            if (what === "note")
                Qt.callLater(newNote.forceActiveFocus, Qt.TabFocusReason);
        }
        function onLookedBack(found) {
            card.versions = found;
            back.open();
        }
    }
}
