import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// The first start: making the exam record.
Card {
    id: card

    readonly property bool longEnough: passphrase.text.length >= 12
    readonly property bool same: passphrase.text === again.text
    readonly property bool ready: name.text.trim() !== "" && longEnough && same && !app.jobs.busy

    function create() {
        if (ready)
            app.record.create(name.text, passphrase.text);
    }

    title: qsTr("1 of 3: make the exam record")
    note: qsTr("Patients and exams are kept on this computer, encrypted. Without the passphrase or the recovery key nobody can read them, the makers of the program included.")
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Your name")
        AppField {
            id: name
            objectName: "firstName"
            Layout.fillWidth: true
            label: qsTr("Your name")
            onAccepted: passphrase.forceActiveFocus()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Passphrase")
        note: qsTr("At least 12 characters: a few words are easy to remember.")
        wrong: passphrase.text !== "" && !card.longEnough
        AppField {
            id: passphrase
            objectName: "firstPassphrase"
            Layout.fillWidth: true
            label: qsTr("Passphrase")
            echoMode: TextInput.Password
            onAccepted: again.forceActiveFocus()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Passphrase again")
        note: again.text !== "" && !card.same ? qsTr("The two are not the same.") : ""
        wrong: true
        AppField {
            id: again
            objectName: "firstAgain"
            Layout.fillWidth: true
            label: qsTr("Passphrase again")
            echoMode: TextInput.Password
            onAccepted: card.create()
        }
    }
    AppButton {
        objectName: "create"
        Layout.fillWidth: true
        kind: "primary"
        text: app.record.state === "working" ? qsTr("One moment …") : qsTr("Make the exam record")
        enabled: card.ready
        onClicked: card.create()
    }
    AppText {
        Layout.fillWidth: true
        text: qsTr("It will lie in %1.").arg(app.record.folder)
        color: Theme.faint
        font.pixelSize: Theme.small
        wrapMode: Text.WrapAnywhere
    }
}
