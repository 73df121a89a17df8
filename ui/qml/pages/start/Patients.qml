import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// Patients: found as one types, the recent ones while nothing is typed.
Card {
    id: card

    title: qsTr("Patients")
    Component.onCompleted: {
        search.forceActiveFocus();
        // names may have changed, and nothing is typed any more
        if (app.record.found.length > 0)
            app.record.search("");
    }
    Connections {
        target: app.record
        function onAdded() {
            adding.close();
        }
    }
    Banner {
        Layout.fillWidth: true
        kind: "warning"
        text: Words.said(app.record.warning)
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap
        AppField {
            id: search
            objectName: "search"
            Layout.fillWidth: true
            label: qsTr("Search by name or number")
            placeholderText: label
            onTextEdited: app.record.search(text)
        }
        AppButton {
            objectName: "newPatient"
            text: qsTr("New patient …")
            enabled: app.record.mayExamine
            onClicked: adding.open()
        }
    }
    AppText {
        Layout.fillWidth: true
        color: Theme.muted
        text: search.text.trim() === "" ? app.record.found.length > 0 ? qsTr("Recent") : qsTr("No exams yet: search, or add a patient.") : app.record.found.length === 0 ? qsTr("Nobody is found by that.") : qsTr("Found")
    }
    Repeater {
        model: app.record.found
        AppButton {
            id: row
            required property var modelData
            required property int index
            objectName: "patient" + index
            Layout.fillWidth: true
            text: modelData.name
            Accessible.description: [modelData.born, modelData.ids].filter(part => part).join(", ")
            leftPadding: Theme.pad
            rightPadding: Theme.pad
            onClicked: app.open_patient(modelData.id, modelData.name)
            contentItem: RowLayout {
                spacing: Theme.pad
                AppText {
                    Layout.fillWidth: true
                    text: row.modelData.name
                    elide: Text.ElideRight
                    wrapMode: Text.NoWrap
                }
                AppText {
                    text: [row.modelData.born, row.modelData.ids].filter(part => part).join("  ·  ")
                    color: Theme.muted
                    wrapMode: Text.NoWrap
                    elide: Text.ElideRight
                    Layout.maximumWidth: row.width * 0.45
                }
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap
        AppText {
            Layout.fillWidth: true
            text: qsTr("Unlocked by %1").arg(app.record.user)
            color: Theme.faint
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
        }
        AppButton {
            objectName: "lock"
            text: qsTr("Lock")
            onClicked: app.lock()
        }
    }
    NewPatient {
        id: adding
        typed: search.text
    }
}
