using System.Security.Cryptography;
using System.Text;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>
/// The judge's verdicts of the first documents, kept beside it so that they are compared without node too. A line holds the document's hash, then <c>P</c>
/// with place and message where it could not be parsed, else <c>V</c>, the hash of the printed document and the errors: places and, for the kinds that are
/// compared otherwise, a mark.
/// </summary>
internal static class VerdictFile
{
    public const int Documents = 2_000;

    private const string Conflict = "~Fields \"\" conflict because";
    private const string OneOf = "?must be non-nullable to be used for OneOf Input Object";

    private static readonly string Path = System.IO.Path.Combine(OracleFolder.Package, "verdicts.txt");

    public static string[] Read() => File.ReadAllLines(Path);

    public static void Write(IEnumerable<string> lines) => File.WriteAllText(Path, string.Concat(lines.Select(line => $"{line}\n")));

    public static string Line(string document, Judgement judgement)
    {
        if (judgement.Refused is { } refused)
        {
            return $"{Hash(document)} P {refused.Places} {refused.Message.ReplaceLineEndings(" ")}";
        }

        var errors = judgement.Errors.Select(error => $"{error.Places}{Mark(error)}").Order(StringComparer.Ordinal);
        return $"{Hash(document)} V {Hash(judgement.Printed!)} {string.Join('|', errors)}";
    }

    /// <summary>A line of the file as a judgement; printed is our own text where its hash is the judge's.</summary>
    public static Judgement Judgement(string line, Judgement ours)
    {
        var parts = line.Split(' ', 4);
        if (parts[1] == "P")
        {
            return new Judgement(new Finding(parts[3], parts[2]), [], null);
        }

        var errors = parts[3].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(text => text[^1] switch
        {
            '~' => new Finding(Conflict[1..], text[..^1]),
            '?' => new Finding(OneOf[1..], text[..^1]),
            _ => new Finding("", text),
        });
        return new Judgement(null, [.. errors], ours.Printed is { } printed && Hash(printed) == parts[2] ? printed : parts[2]);
    }

    /// <summary>The first eight digits of a text's hash.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    private static string Mark(Finding error) =>
        DeliberateDifferences.ConflictsOncePerField.Is(error.Message) ? Conflict[..1] : DeliberateDifferences.OneOfInsideNonNull.Is(error.Message) ? OneOf[..1] : "";
}
