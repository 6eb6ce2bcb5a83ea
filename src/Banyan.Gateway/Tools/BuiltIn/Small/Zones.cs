namespace Banyan.Gateway.Tools.BuiltIn.Small;

/// <summary>Time zones by their IANA names alone: other names mean something else on another system.</summary>
internal static class Zones
{
    public const string Unknown = "There is no such time zone; use an IANA name as Europe/Paris.";

    /// <summary>Finds one; null when there is none of this name.</summary>
    public static TimeZoneInfo? Find(string name) =>
        name.Length is > 0 and <= 64 && name.All(one => char.IsAsciiLetterOrDigit(one) || one is '/' or '_' or '-' or '+') && !name.StartsWith('/')
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && (zone.HasIanaId || name == "UTC") ? zone : null;
}
