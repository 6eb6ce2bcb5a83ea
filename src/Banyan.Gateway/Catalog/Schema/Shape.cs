namespace Banyan.Gateway.Catalog.Schema;

/// <summary>The words sections are described with.</summary>
internal static class Shape
{
    public static Setting Text(string name, string @default, string effect) => new(name, SettingKind.Text, @default, effect);

    public static Setting Flag(string name, bool @default, string effect) => new(name, SettingKind.Flag, @default ? "true" : "false", effect);

    /// <summary>A whole number, 0 or more unless told otherwise.</summary>
    public static Setting Whole(string name, string @default, string effect) => new(name, SettingKind.Whole, @default, effect) { Least = 0 };

    public static Setting Number(string name, string @default, string effect) => new(name, SettingKind.Number, @default, effect) { Least = 0 };

    public static Setting Share(string name, string @default, string effect) => new(name, SettingKind.Number, @default, effect) { Least = 0, Most = 1 };

    public static Setting Money(string name, string effect) => new(name, SettingKind.Money, "", effect) { Least = 0 };

    /// <summary>A span of time, more than none.</summary>
    public static Setting Duration(string name, string @default, string effect) => new(name, SettingKind.Duration, @default, effect) { Least = 0.001m };

    public static Setting Size(string name, string @default, string effect) => new(name, SettingKind.Size, @default, effect) { Least = 1 };

    public static Setting Word(string name, string @default, string effect, params string[] words) => new(name, SettingKind.Word, @default, effect) { Words = words };

    public static Setting Address(string name, string @default, string effect) => new(name, SettingKind.Address, @default, effect);

    public static Setting Secret(string name, string effect) => new(name, SettingKind.Secret, "", effect);

    public static Setting Map(string name, string effect, params Setting[] members) => new(name, SettingKind.Map, "", effect) { Members = members };

    public static Setting Table(string name, string effect, Setting item) => new(name, SettingKind.Table, "", effect) { Item = item };

    public static Setting List(string name, string effect, Setting item) => new(name, SettingKind.List, "", effect) { Item = item };

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public static Setting Texts(string name, string effect) => List(name, effect, Text("", "", "")) with { Short = Text(name, "", effect) };

    /// <summary>A list of words out of a set; one word alone is a list of one.</summary>
    public static Setting Words(string name, string effect, params string[] words) =>
        List(name, effect, Word("", "", "", words)) with { Short = Word(name, "", effect, words) };

    public static Setting Any(string name, string effect) => new(name, SettingKind.Any, "", effect);
}
