using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Commands;

/// <summary>Prompts in words.</summary>
internal static class PromptText
{
    private static readonly string[] Head = ["VERSION", "STATUS", "LABELS", "MADE BY", "MADE", "NOTE"];

    /// <summary>A prompt: what serves, then its versions.</summary>
    public static void Write(TextWriter writer, Paint paint, JsonElement prompt)
    {
        if (prompt.ValueKind != JsonValueKind.Object)
        {
            writer.WriteLine("There is no such prompt; banyan prompts list shows them.");
            return;
        }

        writer.WriteLine(paint.Bold(Printable.Line(Members.Text(prompt, "name") ?? "")));
        if (Members.Text(prompt, "description") is { } description)
        {
            writer.WriteLine(Printable.Line(description));
        }

        if (Members.Object(prompt, "activeVersion") is { } active)
        {
            writer.WriteLine();
            writer.WriteLine(Lines(Members.Text(active, "template") ?? ""));
        }

        writer.WriteLine();
        TextTable.Write(writer, paint, Head, [.. Members.Items(prompt, "versions").Select(version => Row(prompt, version))]);
        if (Members.Items(prompt, "usedBy").Select(one => Members.Text(one, "name")).ToList() is { Count: > 0 } users)
        {
            writer.WriteLine($"Used by {Printable.Line(string.Join(", ", users))}.");
        }
    }

    /// <summary>What differs between two versions.</summary>
    public static void WriteDiff(TextWriter writer, JsonElement diff)
    {
        writer.WriteLine(Lines(Members.Text(diff, "template") ?? ""));
        foreach (var line in Members.Texts(diff, "variables").Concat(Members.Texts(diff, "config")))
        {
            writer.WriteLine(Printable.Line(line));
        }
    }

    /// <summary>What a model would be sent.</summary>
    public static void WriteMessages(TextWriter writer, Paint paint, JsonElement rendered)
    {
        foreach (var message in Members.Items(rendered, "messages"))
        {
            writer.WriteLine(paint.Bold(Printable.Line(Members.Text(message, "role") ?? "")));
            writer.WriteLine(Lines(Members.Text(message, "content") ?? ""));
        }

        foreach (var warning in Members.Texts(rendered, "warnings"))
        {
            writer.WriteLine(paint.Dim(Printable.Line(warning)));
        }
    }

    private static string[] Row(JsonElement prompt, JsonElement version) =>
    [
        Members.Scalar(version, "version") ?? "",
        (Members.Text(version, "status") ?? "").ToLowerInvariant(),
        string.Join(", ", Members.Items(prompt, "labels").Where(label => Members.Count(Members.Object(label, "version") ?? default, "version") == Members.Count(version, "version")).Select(label => Members.Text(label, "label"))),
        Members.Text(version, "createdBy") ?? "",
        Members.Text(version, "createdAt") ?? "",
        Members.Text(version, "note") ?? "",
    ];

    // Line by line, so that nothing in a prompt can steer the terminal.
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Printable.Line));
}
