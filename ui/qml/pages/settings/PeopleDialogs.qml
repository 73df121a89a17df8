import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// What is asked before a user is added, changed or shut out.
Item {
    id: dialogs

    // whom it is about
    property string name: ""

    function add() {
        newName.text = "";
        newRole.value = "clinician";
        newOwn.clear();
        adding.begin();
        newName.forceActiveFocus();
    }
    function readmit(user) {
        name = user.name;
        readmitting.again = user.disabled;
        fresh.clear();
        readmitting.begin();
        fresh.begin();
    }
    function changeRole(user) {
        name = user.name;
        role.before = role.value = user.role;
        changing.begin();
    }
    function shutOut(user) {
        name = user.name;
        shutting.begin();
    }
    function newRecoveryKey() {
        written.checked = false;
        replacing.begin();
    }

    FormDialog {
        id: adding
        objectName: "addUserForm"
        form: app.people
        title: qsTr("Add a user")
        complete: newName.text.trim() !== "" && newOwn.complete
        saveText: qsTr("Add")
        saveName: "keepUser"
        onSave: {
            dialogs.name = newName.text.trim();
            app.people.add(newName.text, newRole.value, newOwn.text);
        }
        onClosed: newOwn.clear()
        Labelled {
            Layout.fillWidth: true
            label: qsTr("Name")
            AppField {
                id: newName
                objectName: "newUserName"
                Layout.fillWidth: true
                label: qsTr("Name")
                maximumLength: 200
                onAccepted: newOwn.begin()
            }
        }
        RoleChoice {
            id: newRole
            name: "newUserRole"
            Layout.fillWidth: true
        }
        PassphrasePair {
            id: newOwn
            name: "newUserPassphrase"
            label: qsTr("First passphrase, to be changed by the user")
            Layout.fillWidth: true
            onAccepted: adding.agree()
        }
    }
    FormDialog {
        id: readmitting
        // they were shut out
        property bool again: false
        objectName: "readmitForm"
        form: app.people
        title: (again ? qsTr("Let %1 in again") : qsTr("New passphrase of %1")).arg(dialogs.name)
        complete: fresh.complete
        saveText: qsTr("Set the passphrase")
        saveName: "keepReadmitted"
        onSave: app.people.readmit(dialogs.name, fresh.text)
        onClosed: fresh.clear()
        PassphrasePair {
            id: fresh
            name: "readmitPassphrase"
            label: qsTr("New passphrase, to be changed by the user")
            Layout.fillWidth: true
            onAccepted: readmitting.agree()
        }
    }
    FormDialog {
        id: changing
        objectName: "roleForm"
        form: app.people
        title: qsTr("Role of %1").arg(dialogs.name)
        complete: role.value !== role.before
        saveText: qsTr("Change it")
        saveName: "keepRole"
        onSave: app.people.change_role(dialogs.name, role.value)
        RoleChoice {
            id: role
            property string before: ""
            name: "otherRole"
            Layout.fillWidth: true
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.muted
            text: qsTr("It holds from the next login on; where they are logged in now, the record refuses them until then.")
        }
    }
    FormDialog {
        id: shutting
        objectName: "shutOutForm"
        form: app.people
        title: qsTr("Shut out %1?").arg(dialogs.name)
        saveText: qsTr("Shut out")
        saveKind: "danger"
        saveName: "keepShutOut"
        onSave: app.people.disable(dialogs.name)
        AppText {
            Layout.fillWidth: true
            text: qsTr("At once, also where they are logged in. What they did stays on record. Whoever kept a copy of the record's folder can still open that copy.")
        }
    }
    FormDialog {
        id: replacing
        objectName: "recoveryForm"
        form: app.people
        title: qsTr("A new recovery key?")
        saveText: qsTr("Make a new one")
        saveName: "keepRecoveryKey"
        onSave: app.people.replace_recovery_key()
        AppText {
            Layout.fillWidth: true
            text: qsTr("The one before opens nothing any more. The new one is shown once, to be written down: it opens the record when a passphrase is forgotten.")
        }
    }
    AppDialog {
        id: showing
        objectName: "recoveryKeyDialog"
        closePolicy: AppDialog.NoAutoClose
        title: qsTr("Write down the recovery key")
        visible: app.people.recoveryKey !== ""
        buttons: AppButton {
            objectName: "recoveryWritten"
            kind: "primary"
            enabled: written.checked
            text: qsTr("Done")
            onClicked: app.people.written_down()
        }
        AppText {
            Layout.fillWidth: true
            color: Theme.muted
            text: qsTr("It opens the exam record when a passphrase is forgotten. It is shown only now, and kept nowhere.")
        }
        TextEdit {
            id: key
            objectName: "freshRecoveryKey"
            Layout.fillWidth: true
            text: app.people.recoveryKey
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            font.pixelSize: Theme.large
            font.family: "monospace"
            wrapMode: TextEdit.WrapAnywhere
            readOnly: true
            selectByMouse: true
            activeFocusOnTab: true
            Accessible.name: qsTr("Recovery key")
            FocusRing {
                visible: key.activeFocus
            }
        }
        AppSwitch {
            id: written
            objectName: "recoverySure"
            Layout.fillWidth: true
            text: qsTr("I have written it down")
        }
    }
}
