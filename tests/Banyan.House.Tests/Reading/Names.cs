namespace Banyan.House.Tests.Reading;

internal static class Names
{
    /// <summary>Whether a namespace or full type name is <paramref name="wall"/> or lies below it.</summary>
    public static bool IsIn(string name, string wall) =>
        name.StartsWith(wall, StringComparison.Ordinal) && (name.Length == wall.Length || name[wall.Length] == '.');

    /// <summary>The part of a full type name before the last dot.</summary>
    public static string NamespaceOf(string fullName)
    {
        var dot = fullName.LastIndexOf('.');
        return dot < 0 ? "" : fullName[..dot];
    }

    /// <summary>The first segment below <paramref name="root"/>; null when there is none.</summary>
    public static string? FolderBelow(string root, string nameSpace) =>
        nameSpace.Length > root.Length && IsIn(nameSpace, root) ? nameSpace[(root.Length + 1)..].Split('.')[0] : null;
}
