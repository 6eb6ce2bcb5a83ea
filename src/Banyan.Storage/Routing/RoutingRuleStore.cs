using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Routing;

/// <summary>Routing rules in a database; the SQL is the same on both.</summary>
internal sealed class RoutingRuleStore(Database database, TimeProvider time) : IRoutingRuleStore
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredRule>> ReadAsync(CancellationToken cancellationToken) => database.RowsAsync(
        "SELECT id, name, priority, conditions, target, fallbacks, enabled, shadow, description, created_at, updated_by, revision FROM model_routing_rules ORDER BY created_at, id",
        null,
        Read,
        cancellationToken);

    /// <inheritdoc />
    public Task<bool> PutAsync(StoredRule rule, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction => await transaction.Connection!.ExecuteAsync(rule.Revision == 1 ? Add : Change, Values(rule), transaction) == 1 && await AuditRows.AddAsync(act, transaction, _form) == 1,
        cancellationToken);

    /// <inheritdoc />
    public Task<bool> RemoveAsync(Guid id, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
            await transaction.Connection!.ExecuteAsync("DELETE FROM model_routing_rules WHERE id = @id", new { id = _form.Id(id) }, transaction) == 1
            && await AuditRows.AddAsync(act, transaction, _form) == 1,
        cancellationToken);

    private string Add =>
        "INSERT INTO model_routing_rules (id, name, priority, conditions, target, fallbacks, enabled, shadow, description, created_at, updated_at, updated_by, revision) "
        + $"VALUES (@Id, @Name, @Priority, @Conditions{_form.Json}, @Target, @Fallbacks{_form.Json}, @Enabled, @Shadow, @Description, @CreatedAt, @UpdatedAt, @UpdatedBy, 1) ON CONFLICT DO NOTHING";

    private string Change =>
        $"UPDATE model_routing_rules SET name = @Name, priority = @Priority, conditions = @Conditions{_form.Json}, target = @Target, fallbacks = @Fallbacks{_form.Json}, enabled = @Enabled, "
        + "shadow = @Shadow, description = @Description, updated_at = @UpdatedAt, updated_by = @UpdatedBy, revision = @Revision "
        + "WHERE id = @Id AND revision = @Revision - 1 AND NOT EXISTS (SELECT 1 FROM model_routing_rules other WHERE other.name = @Name AND other.id <> @Id)";

    private object Values(StoredRule stored) => new
    {
        Id = _form.Id(stored.Id),
        stored.Rule.Name,
        stored.Rule.Priority,
        Conditions = stored.Rule.When?.GetRawText(),
        stored.Rule.Target,
        Fallbacks = JsonSerializer.Serialize(stored.Rule.Fallbacks),
        Enabled = _form.Truth(stored.Rule.IsEnabled),
        Shadow = _form.Truth(stored.Rule.IsShadow),
        stored.Rule.Description,
        CreatedAt = _form.Instant(stored.CreatedAt),
        UpdatedAt = _form.Instant(time.GetUtcNow()),
        stored.UpdatedBy,
        stored.Revision,
    };

    private StoredRule Read(DbDataReader reader) => new(
        _form.ReadId(reader.GetValue(0)),
        new RoutingRule
        {
            Name = reader.GetString(1),
            Priority = (int)SqlForm.ReadLong(reader.GetValue(2)),
            When = reader.IsDBNull(3) ? null : JsonSerializer.Deserialize<JsonElement>(reader.GetString(3)),
            Target = reader.GetString(4),
            Fallbacks = JsonSerializer.Deserialize<string[]>(reader.GetString(5)) ?? [],
            IsEnabled = SqlForm.ReadTruth(reader.GetValue(6)),
            IsShadow = SqlForm.ReadTruth(reader.GetValue(7)),
            Description = reader.IsDBNull(8) ? null : reader.GetString(8),
        },
        (int)SqlForm.ReadLong(reader.GetValue(11)),
        _form.ReadInstant(reader.GetValue(9)),
        reader.GetString(10));
}
