using System.Data.Common;
using Dapper;

namespace Banyan.Storage.Sql;

/// <summary>Brings a database to this release's schema: forward only, each step once, one process at a time.</summary>
internal sealed class Migrator(Database database, IReadOnlyList<Migration> steps, TimeProvider time)
{
    // A step may go through all there is.
    private const int StepSeconds = 3_600;
    private const string Table =
        "CREATE TABLE IF NOT EXISTS schema_migrations (number integer NOT NULL PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at text NOT NULL)";

    /// <summary>Runs the steps that are missing.</summary>
    /// <exception cref="SchemaException">The schema is newer than this release, or a step that already ran was changed.</exception>
    /// <exception cref="Gateway.Spine.StoreAwayException">The database can't be reached.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.MigrateAsync(MigrateAsync, cancellationToken);
        }
        catch (DbException failed) when (database.Meaning(failed) is not null)
        {
            throw database.Meaning(failed)!;
        }
    }

    private async Task MigrateAsync(DbConnection connection)
    {
        await connection.ExecuteAsync(Table);
        var done = (await connection.QueryAsync<Applied>("SELECT number AS Number, checksum AS Checksum FROM schema_migrations ORDER BY number")).ToList();
        Check(done);

        // An empty database has no rows to lose or to wait for: one commit for all steps. Later each keeps what it did, whatever the next one meets.
        foreach (var together in steps.Skip(done.Count).Chunk(done.Count == 0 ? Math.Max(1, steps.Count) : 1))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var step in together)
            {
                await RunAsync(step, transaction);
            }

            await transaction.CommitAsync();
        }
    }

    private async Task RunAsync(Migration step, DbTransaction transaction)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(step.Sql, transaction: transaction, commandTimeout: StepSeconds));
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @At)",
            new { step.Number, step.Name, step.Checksum, At = time.GetUtcNow().ToString("O") },
            transaction);
    }

    private void Check(List<Applied> done)
    {
        if (done.Count > steps.Count)
        {
            throw new SchemaException($"The database has schema {done[^1].Number}, this release knows {steps.Count}. Run the release that wrote it, or a newer one.");
        }

        for (var i = 0; i < done.Count; i++)
        {
            if (done[i].Number != steps[i].Number || done[i].Checksum != steps[i].Checksum)
            {
                throw new SchemaException($"Migration {steps[i].Number} of the database is not the one of this release. Restore the database, or run the release that wrote it.");
            }
        }
    }

    private sealed class Applied
    {
        public int Number { get; init; }

        public string Checksum { get; init; } = "";
    }
}
