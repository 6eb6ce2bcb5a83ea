using Banyan.GraphQL.Tests.Oracle;

namespace Banyan.GraphQL.Tests.Validation;

/// <summary>A file of documents for one rule: each under a heading, followed by the errors it gives as comments.</summary>
internal sealed record RuleFile(string Rule, IReadOnlyList<RuleCase> Cases)
{
    private static readonly string Folder = Path.Combine(OracleFolder.Root, "tests", "Banyan.GraphQL.Tests", "Validation", "Rules");

    public static IReadOnlyList<RuleFile> All { get; } = [.. Directory.GetFiles(Folder, "*.graphql").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Writes the file with the errors found now, to be read before it is kept.</summary>
    public void Write(Func<RuleCase, IEnumerable<string>> errors) =>
        File.WriteAllText(Path.Combine(Folder, $"{Rule}.graphql"), string.Concat(Cases.Select(one => $"{one.Heading}\n{one.Document}\n{string.Concat(errors(one).Select(error => $"#! {error}\n"))}")));

    private static RuleFile Read(string path)
    {
        var cases = new List<RuleCase>();
        foreach (var line in File.ReadAllLines(path))
        {
            if (line.StartsWith("###", StringComparison.Ordinal))
            {
                cases.Add(new RuleCase(line, "", []));
            }
            else if (line.StartsWith("#! ", StringComparison.Ordinal))
            {
                cases[^1].Errors.Add(line[3..]);
            }
            else
            {
                cases[^1] = cases[^1] with { Document = line };
            }
        }

        return new RuleFile(Path.GetFileNameWithoutExtension(path), cases);
    }
}

/// <summary>One document of a rule's file.</summary>
/// <param name="Heading"><c>### accepted</c> or <c>### refused</c>.</param>
/// <param name="Document">In one line, asked against the schema of every feature.</param>
/// <param name="Errors">Each as its places, a bar and its message; none for an accepted one.</param>
internal sealed record RuleCase(string Heading, string Document, List<string> Errors)
{
    public bool IsAccepted => Heading == "### accepted";
}
