using System.Text;

namespace Banyan.Cli.Graph;

/// <summary>The GraphQL documents of the commands, as they stand beside them.</summary>
internal static class GraphDocuments
{
    /// <summary>Reads one by its file's name without the ending.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(GraphDocuments).Assembly.GetManifestResourceStream($"Banyan.Cli.Documents.{name}.graphql")
            ?? throw new InvalidOperationException($"There is no document {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
