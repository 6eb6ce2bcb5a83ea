namespace Banyan.Gateway.Catalog.Secrets;

/// <summary>Reads <c>env:NAME</c> out of the environment handed in and <c>file:/path</c> out of files.</summary>
internal sealed class ReferenceSecrets(IReadOnlyDictionary<string, string> environment) : ISecretSource
{
    public const string EnvironmentScheme = "env:";
    public const string FileScheme = "file:";

    /// <summary>Before the name of a secret that is kept, encrypted, in the database.</summary>
    public const string StoredScheme = "stored:";

    private const int MaxFileBytes = 64 * 1024;

    public static bool IsReference(string text) =>
        text.StartsWith(EnvironmentScheme, StringComparison.Ordinal) || text.StartsWith(FileScheme, StringComparison.Ordinal) || text.StartsWith(StoredScheme, StringComparison.Ordinal);

    public SecretReading Read(string reference)
    {
        if (reference.StartsWith(EnvironmentScheme, StringComparison.Ordinal))
        {
            var name = reference[EnvironmentScheme.Length..];
            return environment.TryGetValue(name, out var value) && value.Length > 0 ? new SecretReading(value) : new SecretReading(null, $"the environment variable {name} is not set");
        }

        return reference.StartsWith(FileScheme, StringComparison.Ordinal) ? ReadFile(reference[FileScheme.Length..]) : new SecretReading(null, "it is neither env: nor file:, nor kept in the database");
    }

    private static SecretReading ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxFileBytes })
            {
                return new SecretReading(null, $"the file {path} is larger than {MaxFileBytes / 1024} KB");
            }

            var text = File.ReadAllText(path).Trim();
            return text.Length > 0 ? new SecretReading(text) : new SecretReading(null, $"the file {path} is empty");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new SecretReading(null, $"the file {path} cannot be read ({broken.GetType().Name})");
        }
    }
}
