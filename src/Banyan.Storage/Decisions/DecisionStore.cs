using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Intents.Settings.Deciding;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Decisions;

/// <summary>Operators' decisions in a database; the SQL is the same on both.</summary>
internal sealed class DecisionStore(Database database) : IDecisionStore
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<IReadOnlyList<OperatorDecision>> ReadAsync(CancellationToken cancellationToken) =>
        database.RowsAsync("SELECT kind, name, value, decided_by, reason, decided_at FROM intent_decisions", null, Read, cancellationToken);

    /// <inheritdoc />
    public Task PutAsync(OperatorDecision decision, AuditAct act, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO intent_decisions (kind, name, value, decided_by, reason, decided_at) VALUES (@Kind, @Key, @Value, @By, @Reason, @At) "
                    + "ON CONFLICT (kind, name) DO UPDATE SET value = excluded.value, decided_by = excluded.decided_by, reason = excluded.reason, decided_at = excluded.decided_at",
                    new { Kind = decision.Kind.ToString().ToLowerInvariant(), decision.Key, decision.Value, decision.By, decision.Reason, At = _form.Instant(decision.At) },
                    transaction);
                return await AuditRows.AddAsync(act, transaction, _form);
            },
            cancellationToken);

    private OperatorDecision Read(DbDataReader reader) => new(
        Enum.Parse<DecisionKind>(reader.GetString(0), ignoreCase: true),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        _form.ReadInstant(reader.GetValue(5)));
}
