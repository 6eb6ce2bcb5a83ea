using Banyan.Gateway.Catalog;
using Banyan.Storage;

namespace Banyan.Host.Hosting;

/// <summary>Hands the storage section of the configuration to the stores.</summary>
internal static class StorageSettings
{
    private const string MasterKeyVariable = "BANYAN_MASTER_KEY_FILE";

    public static StorageOptions Of(HostSettings settings) => new()
    {
        Database = settings.Database ?? "",
        Redis = settings.Redis ?? "",
        DataDir = settings.DataDir,
        IsStrict = settings.Durability == Durability.Strict,
        KeepUsage = settings.KeepUsage,
        MasterKeyFile = Environment.GetEnvironmentVariable(MasterKeyVariable) is { Length: > 0 } file ? file : null,
    };
}
