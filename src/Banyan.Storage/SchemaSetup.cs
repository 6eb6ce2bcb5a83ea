namespace Banyan.Storage;

/// <summary>Brings the schema up without starting the service, for commands that run on the machine.</summary>
public sealed class SchemaSetup
{
    private readonly StorageParts _parts;

    internal SchemaSetup(StorageParts parts) => _parts = parts;

    /// <summary>Runs the migrations that are missing.</summary>
    /// <exception cref="Gateway.Spine.StoreAwayException">The database can't be reached.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => _parts.Migrator.RunAsync(cancellationToken);
}
