import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Who may open the exam record; for administrators.
Card {
    id: card

    readonly property bool open: app.record.state === "open"

    function role(code) {
        return ({
                "clinician": qsTr("Clinician"),
                "researcher": qsTr("Researcher"),
                "administrator": qsTr("Administrator")
            })[code] ?? "";
    }

    title: qsTr("Users of the exam record")
    note: !open ? qsTr("Unlock the exam record to see its users.") : app.record.administers ? qsTr("Clinicians see patients and exams, researchers no names, administrators manage users as well.") : qsTr("Only an administrator manages users.")
    Component.onCompleted: app.people.look()
    Repeater {
        model: app.people.found
        Rectangle {
            id: row
            required property var modelData
            required property int index
            Layout.fillWidth: true
            implicitHeight: content.implicitHeight + 2 * Theme.gap
            radius: Theme.radius
            color: Theme.raised
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.name + ", " + about.text
            GridLayout {
                id: content
                anchors {
                    left: parent.left
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                    margins: Theme.pad
                }
                columns: row.width > 720 * Theme.scale ? 2 : 1
                columnSpacing: Theme.pad
                rowSpacing: Theme.gap
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2
                    AppText {
                        objectName: "user" + row.index
                        Layout.fillWidth: true
                        text: row.modelData.name
                        font.weight: Font.DemiBold
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                    }
                    AppText {
                        id: about
                        objectName: "userAbout" + row.index
                        Layout.fillWidth: true
                        color: row.modelData.disabled ? Theme.danger : Theme.muted
                        font.pixelSize: Theme.small
                        text: [card.role(row.modelData.role), row.modelData.disabled ? qsTr("shut out") : "", row.modelData.own ? qsTr("you; another administrator changes this") : ""].filter(part => part).join("  ·  ")
                    }
                }
                Flow {
                    Layout.fillWidth: content.columns === 1
                    Layout.preferredWidth: content.columns === 2 ? 420 * Theme.scale : -1
                    visible: !row.modelData.own
                    spacing: Theme.gap
                    AppButton {
                        objectName: "role" + row.index
                        visible: !row.modelData.disabled
                        text: qsTr("Role …")
                        Accessible.name: qsTr("Role of %1").arg(row.modelData.name)
                        onClicked: dialogs.made().changeRole(row.modelData)
                    }
                    AppButton {
                        objectName: "readmit" + row.index
                        text: row.modelData.disabled ? qsTr("Let in again …") : qsTr("New passphrase …")
                        Accessible.name: (row.modelData.disabled ? qsTr("Let %1 in again") : qsTr("New passphrase of %1")).arg(row.modelData.name)
                        onClicked: dialogs.made().readmit(row.modelData)
                    }
                    AppButton {
                        objectName: "shutOut" + row.index
                        visible: !row.modelData.disabled
                        kind: "danger"
                        text: qsTr("Shut out …")
                        Accessible.name: qsTr("Shut out %1").arg(row.modelData.name)
                        onClicked: dialogs.made().shutOut(row.modelData)
                    }
                }
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        visible: card.open && app.record.administers
        spacing: Theme.gap
        AppButton {
            id: addUser
            objectName: "addUser"
            text: qsTr("Add a user …")
            onClicked: dialogs.made().add()
        }
        AppButton {
            objectName: "newRecoveryKey"
            text: qsTr("New recovery key …")
            onClicked: dialogs.made().newRecoveryKey()
        }
    }
    WhenAsked {
        id: dialogs
        sourceComponent: PeopleDialogs {}
    }
    Connections {
        target: app.people
        function onKept(what) {
            // the list is made anew, and with it what had the keyboard
            if (what !== "recovery key")
                Qt.callLater(addUser.forceActiveFocus, Qt.TabFocusReason);
            const name = dialogs.item ? dialogs.item.name : "";
            if (what === "added" || what === "readmitted")
                app.told(qsTr("%1 gets in by the passphrase that was set.").arg(name));
            else if (what === "role")
                app.told(qsTr("%1 has the new role from the next login on.").arg(name));
            else if (what === "disabled")
                app.told(qsTr("%1 is shut out.").arg(name));
        }
    }
}
