namespace Banyan.Gateway.Catalog.Document;

/// <summary>Where something stands in the configuration.</summary>
/// <param name="Path">Path of the setting.</param>
/// <param name="Line">Line of the file, from 1; 0 when it is not from the file.</param>
/// <param name="Variable">The environment variable it came from; null for the file.</param>
/// <param name="IsStored">Whether it is kept in the database.</param>
internal readonly record struct ConfigPlace(string Path, int Line = 0, string? Variable = null, bool IsStored = false)
{
    public static ConfigPlace Document { get; } = new("");

    /// <summary>The place of a member below this one.</summary>
    public ConfigPlace Member(string name) => this with { Path = Join(Path, name) };

    /// <summary>The path of a member: plain names after a dot, others quoted in brackets.</summary>
    public static string Join(string path, string name)
    {
        var isPlain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        if (!isPlain)
        {
            return $"{path}[\"{name}\"]";
        }

        return path.Length == 0 ? name : $"{path}.{name}";
    }

    /// <summary>The path of an item of a list.</summary>
    public static string Join(string path, int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}[{index}]");
}
