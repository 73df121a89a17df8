import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// How far the report is, and what can be done with it.
Card {
    id: card

    readonly property var report: app.report.report
    readonly property string how: report.state ?? ""
    readonly property bool idle: app.report.work === ""
    readonly property bool draft: how === "draft"
    readonly property bool signed: how === "signed"
    readonly property var newest: report.versions ? report.versions[0] : null
    signal asksToSign
    signal asksToAmend
    signal asksToExport
    signal asksToPrint

    spacing: Theme.gap
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        Mark {
            objectName: "reportState"
            text: card.signed ? qsTr("Signed") : card.draft ? qsTr("Draft, not signed") : app.report.work === "reading" ? "" : qsTr("Not made yet")
            dot: card.signed ? Theme.good : card.draft ? Theme.warning : Theme.muted
        }
    }
    AppText {
        Layout.fillWidth: true
        visible: card.newest !== null
        color: Theme.muted
        text: card.newest === null ? "" : card.signed ? qsTr("by %1, %2").arg(card.newest.author).arg(card.newest.at) : qsTr("made by %1, %2").arg(card.newest.author).arg(card.newest.at)
        elide: Text.ElideRight
        maximumLineCount: 2
    }
    AppText {
        Layout.fillWidth: true
        visible: card.newest !== null && card.newest.amends > 0
        text: card.newest === null ? "" : qsTr("Amends version %1: %2").arg(card.newest.amends).arg(card.newest.reason)
        elide: Text.ElideRight
        maximumLineCount: 3
    }
    AppButton {
        objectName: "signReport"
        Layout.fillWidth: true
        visible: card.draft
        enabled: card.idle
        kind: "primary"
        text: qsTr("Sign …")
        does: "patient.sign"
        onClicked: card.asksToSign()
    }
    AppButton {
        objectName: "makeReport"
        Layout.fillWidth: true
        visible: !card.signed
        // while the visits are read, it is not known yet which one it would be on
        enabled: card.idle && Visits.all.length > 0 && app.patient.state === "ready"
        kind: card.draft ? "plain" : "primary"
        text: card.draft ? qsTr("Make the draft anew") : qsTr("Make the report")
        hint: qsTr("From what the exam record holds now.")
        does: "patient.draft"
        onClicked: app.report.make()
    }
    AppButton {
        objectName: "amendReport"
        Layout.fillWidth: true
        visible: card.signed
        enabled: card.idle
        text: qsTr("Amend …")
        does: "patient.amend"
        onClicked: card.asksToAmend()
    }
    RowLayout {
        Layout.fillWidth: true
        visible: app.report.shown > 0
        spacing: Theme.gap
        AppButton {
            objectName: "exportReport"
            Layout.fillWidth: true
            enabled: card.idle
            text: qsTr("Export …")
            does: "patient.export"
            onClicked: card.asksToExport()
        }
        AppButton {
            objectName: "printReport"
            Layout.fillWidth: true
            enabled: card.idle
            text: qsTr("Print …")
            does: "patient.print"
            onClicked: card.asksToPrint()
        }
    }
    AppButton {
        objectName: "openFolder"
        Layout.fillWidth: true
        visible: app.report.wasExported
        text: qsTr("Open the folder")
        onClicked: app.report.open_folder()
    }
    AppText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap
        visible: (card.report.versions ?? []).length > 1
        text: qsTr("Versions")
        font.weight: Font.DemiBold
    }
    Repeater {
        model: (card.report.versions ?? []).length > 1 ? card.report.versions : []
        AppButton {
            id: version
            required property var modelData
            objectName: "version" + modelData.number
            Layout.fillWidth: true
            text: modelData.state === "signed" ? qsTr("%1: signed").arg(modelData.number) : qsTr("%1: draft").arg(modelData.number)
            checked: app.report.shown === modelData.number
            Accessible.name: text + ", " + modelData.author + ", " + modelData.at
            onClicked: app.report.show(modelData.number)
            leftPadding: Theme.pad
            rightPadding: Theme.pad
            contentItem: RowLayout {
                AppText {
                    Layout.fillWidth: true
                    text: version.text
                    wrapMode: Text.NoWrap
                }
                AppText {
                    text: version.modelData.at
                    color: Theme.muted
                    font.pixelSize: Theme.small
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
    AppShortcut {
        action: "patient.draft"
        enabled: !card.signed && card.idle && app.patient.state === "ready"
        onActivated: app.report.make()
    }
    AppShortcut {
        action: "patient.sign"
        enabled: card.draft && card.idle
        onActivated: card.asksToSign()
    }
    AppShortcut {
        action: "patient.amend"
        enabled: card.signed && card.idle
        onActivated: card.asksToAmend()
    }
    AppShortcut {
        action: "patient.export"
        enabled: app.report.shown > 0 && card.idle
        onActivated: card.asksToExport()
    }
    AppShortcut {
        action: "patient.print"
        enabled: app.report.shown > 0 && card.idle
        onActivated: card.asksToPrint()
    }
}
