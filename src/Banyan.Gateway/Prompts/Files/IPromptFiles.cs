namespace Banyan.Gateway.Prompts.Files;

/// <summary>Prompts as files, out and in. The database stays the truth.</summary>
public interface IPromptFiles
{
    /// <summary>Writes the active versions of prompts, or the newest where none is active.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="names">Which; null for all in use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The files by name of prompt; prompts without a version are left out.</returns>
    Task<IReadOnlyList<ExportedPrompt>> ExportAsync(string tenant, IReadOnlyCollection<string>? names, CancellationToken cancellationToken);

    /// <summary>Takes files in: makes prompts that are new, adds a draft where a file says something else than the newest version, and leaves the rest alone.</summary>
    /// <param name="author">Who.</param>
    /// <param name="files">The files, each with the hash of the version it was made from.</param>
    /// <param name="isDryRun">Whether only what would be done is told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of each, in order. With a fault or drift in any, nothing at all is written.</returns>
    Task<IReadOnlyList<ImportedPrompt>> ImportAsync(PromptAuthor author, IReadOnlyList<ImportFile> files, bool isDryRun, CancellationToken cancellationToken);
}
