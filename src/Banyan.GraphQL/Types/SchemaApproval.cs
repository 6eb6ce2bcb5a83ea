namespace Banyan.GraphQL.Types;

/// <summary>Compares a running schema with the text that was approved, for the test that guards it.</summary>
public static class SchemaApproval
{
    /// <summary>What stands between the approved text and the running schema; empty when it may be released.</summary>
    /// <param name="approved">The SDL checked in.</param>
    /// <param name="running">The schema as it is built.</param>
    /// <param name="changelog">The text in which a breaking change is announced by its coordinate, in backticks: <c>`Prompt.tags`</c>.</param>
    /// <returns>Each breaking change nobody announced; then, when the texts differ at all, one line that asks for the text to be written anew.</returns>
    public static IReadOnlyList<string> Check(string approved, GraphSchema running, string changelog)
    {
        if (approved == running.Sdl)
        {
            return [];
        }

        var unannounced = SchemaDiff.Compare(SdlSchema.Read(approved), running)
            .Where(change => change.Impact == ChangeImpact.Breaking && !changelog.Contains($"`{change.Coordinate}`", StringComparison.Ordinal))
            .Select(change => $"{change}, and the changelog does not name `{change.Coordinate}`.");
        return [.. unannounced, "The approved schema is not the running one: write it anew and read the difference."];
    }
}
