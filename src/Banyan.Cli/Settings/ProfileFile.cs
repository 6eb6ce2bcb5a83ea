using System.Text.Json;
using Banyan.Cli.Output;

namespace Banyan.Cli.Settings;

/// <summary>Settings kept under a name: <c>~/.config/banyan/NAME.json</c> with <c>url</c>, <c>model</c> and <c>timeout</c>, each optional.</summary>
internal sealed record ProfileFile(string? Url, string? Model, string? Timeout)
{
    private static readonly string[] Known = ["url", "model", "timeout"];

    /// <summary>Reads a profile; an absent file is an empty profile.</summary>
    public static (ProfileFile? Profile, CliFailure? Problem) Read(string name, CliContext context)
    {
        if (name.Length == 0 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.')) || name.StartsWith('.'))
        {
            return (null, CliFailure.Usage($"'{name}' is no name for a profile.", "Use letters, digits, dashes and dots."));
        }

        var path = Path.Combine(Folder(context), name + ".json");
        try
        {
            return File.Exists(path) ? Parse(path) : (new ProfileFile(null, null, null), null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return (null, CliFailure.Usage($"The profile {path} cannot be read.", unreadable.Message));
        }
    }

    /// <summary>Where profiles and their keys are kept.</summary>
    public static string Folder(CliContext context) =>
        Path.Combine(context.Variable("XDG_CONFIG_HOME") ?? Path.Combine(context.Variable("HOME") ?? context.Variable("USERPROFILE") ?? ".", ".config"), "banyan");

    private static (ProfileFile? Profile, CliFailure? Problem) Parse(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var members = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.EnumerateObject().ToArray() : null;
        var odd = members is null ? "the whole file" : Array.Find(members, member => !Known.Contains(member.Name, StringComparer.Ordinal) || member.Value.ValueKind != JsonValueKind.String) is { Value.ValueKind: not JsonValueKind.Undefined } found ? found.Name : null;
        if (odd is not null)
        {
            return (null, CliFailure.Usage($"The profile {path} says something that is not understood: {odd}.", "It is an object of strings: url, model, timeout. Keys belong into a .key file beside it."));
        }

        string? Text(string name) => document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        return (new ProfileFile(Text("url"), Text("model"), Text("timeout")), null);
    }
}
