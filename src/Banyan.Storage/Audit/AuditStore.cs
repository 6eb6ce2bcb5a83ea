using System.Data.Common;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Audit;

/// <summary>The audit log in a database; the SQL is the same on both.</summary>
internal sealed class AuditStore(Database database) : IAuditLog, IAuditReader
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task AddAsync(AuditAct act, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => AuditRows.AddAsync(act, transaction, _form), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<AuditAct>> PageAsync(string tenant, int first, (DateTimeOffset At, Guid Id)? after, CancellationToken cancellationToken) =>
        ReadAsync(new AuditQuery(tenant) { First = first, After = after }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<AuditAct>> ReadAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var (values, which) = (new DynamicParameters(new { query.Tenant, query.First }), "");
        Add("actor = @Actor", query.Actor);
        Add("action = @Action", query.Action);
        Add("target = @Target", query.Target);
        Add("occurred_at >= @From", _form.Instant(query.From));
        Add("occurred_at < @To", _form.Instant(query.To));
        if (query.After is { } last)
        {
            which += " AND (occurred_at, id) < (@at, @id)";
            values.Add("at", _form.Instant(last.At));
            values.Add("id", _form.Id(last.Id));
        }

        return database.RowsAsync(
            $"SELECT occurred_at, id, tenant_id, actor, action, target, decision, detail FROM audit_log WHERE tenant_id = @Tenant{which} ORDER BY occurred_at DESC, id DESC LIMIT @First",
            values,
            Read,
            cancellationToken);

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                which += $" AND {condition}";
                values.Add(condition[(condition.IndexOf('@', StringComparison.Ordinal) + 1)..], value);
            }
        }
    }

    private AuditAct Read(DbDataReader reader) => new()
    {
        At = _form.ReadInstant(reader.GetValue(0)),
        Id = _form.ReadId(reader.GetValue(1)),
        Tenant = reader.GetString(2),
        Actor = reader.GetString(3),
        Action = reader.GetString(4),
        Target = reader.IsDBNull(5) ? null : reader.GetString(5),
        Decision = reader.GetString(6),
        Detail = reader.IsDBNull(7) ? null : reader.GetString(7),
    };
}
