import QtQuick
import QtQuick.Layouts
import TfCollab.Theme
import TfCollab.Controls

// A number of the settings file. It is kept when the field is left; what is refused is put back.
Labelled {
    id: setting

    required property string section
    required property string name
    property string unit: ""
    // whether it may be left empty, which is null
    property bool optional: false
    readonly property var held: app.settings[section][name]
    readonly property var usual: app.settings.usual[name]

    function keep() {
        const wanted = Number(field.text.replace(",", "."));
        if (field.text.trim() === "" && optional && held !== null)
            app.settings.set(section, name, null);
        else if (field.text.trim() !== "" && !isNaN(wanted) && wanted !== held)
            app.settings.set(section, name, wanted);
        field.text = Qt.binding(() => setting.held === undefined || setting.held === null ? "" : String(setting.held));
    }

    note: usual !== undefined && held !== undefined && usual !== held ? qsTr("Usually %1").arg(usual) : ""
    AppField {
        id: field
        objectName: setting.name
        label: setting.label
        implicitWidth: 110 * Theme.scale
        text: setting.held === undefined || setting.held === null ? "" : String(setting.held)
        inputMethodHints: Qt.ImhFormattedNumbersOnly
        onEditingFinished: setting.keep()
    }
    AppText {
        visible: setting.unit !== ""
        text: setting.unit
        color: Theme.muted
    }
}
