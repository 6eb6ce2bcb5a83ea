namespace Banyan.Cli.Settings;

/// <summary>Where the service is and how to talk with it.</summary>
/// <param name="Url">Its address, ending with a slash.</param>
/// <param name="Key">The key; null when there is none.</param>
/// <param name="Timeout">Longest a command may take.</param>
/// <param name="Model">The model to ask when none is named; null leaves it to the service.</param>
internal sealed record Connection(Uri Url, string? Key, TimeSpan Timeout, string? Model)
{
    /// <summary>The address as people write it.</summary>
    public string Address => Url.ToString().TrimEnd('/');
}
