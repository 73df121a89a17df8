import QtQuick
import QtQuick.Layouts
import QtQuick.Dialogs
import TfCollab.Theme
import TfCollab.Controls

// The exam record: when it locks itself, and its backups.
Card {
    id: card

    readonly property bool open: app.record.state === "open"
    readonly property bool idle: app.backup.work === ""

    title: qsTr("Exam record: lock and backup")
    note: open ? "" : qsTr("Unlock the exam record to change when it locks itself, or to back it up.")
    Labelled {
        visible: card.open
        label: qsTr("Locks itself after so long without use")
        note: app.record.administers ? "" : qsTr("Only an administrator changes this.")
        Segments {
            objectName: "lockAfter"
            label: qsTr("Locks itself after so long without use")
            enabled: app.record.administers
            value: app.record.lockAfterMin
            options: {
                const usual = [1, 5, 10, 30, 60], held = app.record.lockAfterMin;
                return (usual.includes(held) ? usual : usual.concat([held]).sort((one, other) => one - other)).map(minutes => ({
                            "text": qsTr("%1 min").arg(minutes),
                            "value": minutes
                        }));
            }
            onChosen: value => app.record.set_lock_after(value)
        }
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.muted
        text: qsTr("A backup holds everything, encrypted as the record is. Make it on another disk, and check it now and then.")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        AppButton {
            objectName: "makeBackup"
            text: qsTr("Make a backup …")
            enabled: card.open && card.idle && app.record.mayExamine
            onClicked: target.open()
        }
        AppButton {
            objectName: "checkBackup"
            text: qsTr("Check a backup …")
            enabled: card.idle
            onClicked: source.open()
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: !card.idle
        spacing: Theme.pad
        AppProgress {
            objectName: "backupProgress"
            Layout.fillWidth: true
            share: app.backup.progress
            label: app.backup.work === "making" ? qsTr("Making the backup") : qsTr("Checking the backup")
        }
        AppButton {
            objectName: "stopBackup"
            text: qsTr("Cancel")
            onClicked: app.backup.stop()
        }
    }
    Banner {
        objectName: "backupVerdict"
        Layout.fillWidth: true
        readonly property var verdict: app.backup.verdict
        readonly property bool whole: (verdict.faults ?? []).length === 0
        kind: whole ? "note" : "error"
        text: {
            if (verdict.at === undefined)
                return "";
            if (!whole)
                return qsTr("The backup of %1 is not whole: make a new one, and look for the cause.").arg(verdict.at) + " " + verdict.faults.map(Words.said).join(" ");
            return qsTr("The backup of %1 is whole: %2 results and %3 recordings are as they were saved.").arg(verdict.at).arg(verdict.results).arg(verdict.recordings);
        }
    }
    FolderDialog {
        id: target
        title: qsTr("Where the backup is to lie")
        onAccepted: app.back_up(String(selectedFolder))
    }
    FolderDialog {
        id: source
        title: qsTr("Which backup is to be checked")
        onAccepted: login.ask(String(selectedFolder))
    }
    BackupLogin {
        id: login
    }
    Connections {
        target: app.backup
        function onMade(folder) {
            app.told(qsTr("The backup is in %1.").arg(folder));
        }
        function onStopped() {
            app.told(qsTr("The backup was given up; nothing of it was kept."));
        }
    }
}
