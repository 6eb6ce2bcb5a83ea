using System.Text.Json;

namespace Banyan.Cli.Tests.App;

/// <summary>What one command line came to.</summary>
internal sealed record CliRun(int Exit, string Out, string Error)
{
    /// <summary>Standard output as JSON.</summary>
    public JsonElement Json => Parse(Out);

    /// <summary>The error object of standard error, which must be exactly one line.</summary>
    public JsonElement JsonError
    {
        get
        {
            Error.TrimEnd('\n').ShouldNotContain("\n");
            return Parse(Error).GetProperty("error");
        }
    }

    /// <summary>Members of an object, in order.</summary>
    public static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
