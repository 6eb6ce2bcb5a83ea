namespace Banyan.GraphQL.Transport.Documents;

/// <summary>Documents under the SHA-256 of their text.</summary>
public interface IDocumentStore
{
    /// <summary>The text; null when there is none under the hash.</summary>
    /// <param name="hash">64 lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">The request's.</param>
    ValueTask<string?> FindAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Keeps a text that passed validation. May forget others for it.</summary>
    ValueTask SaveAsync(string hash, string text, CancellationToken cancellationToken);
}
