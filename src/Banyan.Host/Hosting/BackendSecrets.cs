using Banyan.Gateway.Catalog;
using Banyan.Gateway.Tools.Settings;
using Banyan.Intents.Spine;

namespace Banyan.Host.Hosting;

/// <summary>Opens references to the secrets of backends and tools: <c>env:NAME</c> and <c>file:path</c>, read anew each time so that a rotated file counts.</summary>
internal sealed class BackendSecrets(LoadedConfig loaded) : IBackendSecrets, IToolSecrets
{
    /// <inheritdoc />
    public string? Reveal(string keyRef)
    {
        if (keyRef.StartsWith("env:", StringComparison.Ordinal))
        {
            return loaded.Source.Environment.GetValueOrDefault(keyRef["env:".Length..]) is { Length: > 0 } value ? value : null;
        }

        if (!keyRef.StartsWith("file:", StringComparison.Ordinal))
        {
            return null;
        }

        var path = Path.GetFullPath(keyRef["file:".Length..], loaded.IntentsFolder);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }
}
