import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// A new passphrase, typed twice.
ColumnLayout {
    id: pair

    property alias text: first.text
    property string label: qsTr("New passphrase")
    property string name: "newPassphrase"
    readonly property bool longEnough: first.text.length >= 12
    readonly property bool same: first.text === again.text
    readonly property bool complete: longEnough && same
    signal accepted

    function clear() {
        first.text = again.text = "";
    }
    function begin() {
        first.forceActiveFocus();
    }

    spacing: Theme.pad
    Labelled {
        Layout.fillWidth: true
        label: pair.label
        note: qsTr("At least 12 characters: a few words are easy to remember.")
        wrong: first.text !== "" && !pair.longEnough
        AppField {
            id: first
            objectName: pair.name
            Layout.fillWidth: true
            label: pair.label
            echoMode: TextInput.Password
            onAccepted: again.forceActiveFocus()
        }
    }
    Labelled {
        Layout.fillWidth: true
        label: qsTr("Passphrase again")
        note: again.text !== "" && !pair.same ? qsTr("The two are not the same.") : ""
        wrong: true
        AppField {
            id: again
            objectName: pair.name + "Again"
            Layout.fillWidth: true
            label: qsTr("Passphrase again")
            echoMode: TextInput.Password
            onAccepted: pair.accepted()
        }
    }
}
