using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.Storage.Alerting;
using Banyan.Storage.Audit;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Switches;

/// <summary>What operators stopped, in a database; the SQL is the same on both.</summary>
internal sealed class SwitchStore(Database database) : ISwitchStore
{
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<StoredSwitches> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var (kills, direct) = (new List<KillSwitch>(), new List<DirectMode>());
            await using (var reader = await connection.ExecuteReaderAsync("SELECT id, tenant_id, scope, scope_id, cut_streams, reason, set_by, set_at, expires_at FROM kill_switches ORDER BY set_at, id"))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    kills.Add(ReadKill(reader));
                }
            }

            await using (var reader = await connection.ExecuteReaderAsync("SELECT tenant_id, reason, set_by, set_at, expires_at FROM direct_modes"))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    direct.Add(new DirectMode(reader.GetString(0), reader.GetString(1), reader.GetString(2), _form.ReadInstant(reader.GetValue(3)), InstantOrNull(reader, 4)));
                }
            }

            return new StoredSwitches(kills, direct);
        },
        cancellationToken);

    /// <inheritdoc />
    public Task PutAsync(KillSwitch kill, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO kill_switches (id, tenant_id, scope, scope_id, cut_streams, reason, set_by, set_at, expires_at) VALUES (@Id, @Tenant, @Scope, @ScopeId, @Cuts, @Reason, @SetBy, @SetAt, @ExpiresAt) "
                + "ON CONFLICT (tenant_id, scope, scope_id) DO UPDATE SET cut_streams = excluded.cut_streams, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at, expires_at = excluded.expires_at",
                Values(kill),
                transaction);
            return await ToldAsync(act, transaction);
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<bool> RemoveAsync(string tenant, Guid id, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
            await transaction.Connection!.ExecuteAsync("DELETE FROM kill_switches WHERE tenant_id = @tenant AND id = @id", new { tenant, id = _form.Id(id) }, transaction) == 1
            && await ToldAsync(act, transaction) == 1,
        cancellationToken);

    /// <inheritdoc />
    public Task DirectAsync(string tenant, DirectMode? mode, AuditAct act, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync("DELETE FROM direct_modes WHERE tenant_id = @tenant", new { tenant }, transaction);
            if (mode is not null)
            {
                var values = new DynamicParameters(new { mode.Tenant, mode.Reason, mode.SetBy, SetAt = _form.Instant(mode.SetAt) });
                values.Add("ExpiresAt", _form.Instant(mode.ExpiresAt), _form.InstantType);
                await transaction.Connection!.ExecuteAsync("INSERT INTO direct_modes (tenant_id, reason, set_by, set_at, expires_at) VALUES (@Tenant, @Reason, @SetBy, @SetAt, @ExpiresAt)", values, transaction);
            }

            return await ToldAsync(act, transaction);
        },
        cancellationToken);

    /// <summary>Writes the act down and tells of it.</summary>
    private async Task<int> ToldAsync(AuditAct act, DbTransaction transaction)
    {
        var detail = act.Detail is { } json ? JsonElement.Parse(json) : (JsonElement?)null;
        await EventRows.AddAsync(ServiceEvent.Of(act.At, act.Tenant, EventTypes.SwitchChanged, new { action = act.Action, target = act.Target, by = act.Actor, detail }), transaction, _form);
        return await AuditRows.AddAsync(act, transaction, _form);
    }

    private DynamicParameters Values(KillSwitch kill)
    {
        var values = new DynamicParameters(new
        {
            Id = _form.Id(kill.Id),
            kill.Tenant,
            Scope = kill.Scope.ToString().ToLowerInvariant(),
            kill.ScopeId,
            Cuts = _form.Truth(kill.CutsStreams),
            kill.Reason,
            kill.SetBy,
            SetAt = _form.Instant(kill.SetAt),
        });
        values.Add("ExpiresAt", _form.Instant(kill.ExpiresAt), _form.InstantType);
        return values;
    }

    private KillSwitch ReadKill(DbDataReader reader) => new(
        _form.ReadId(reader.GetValue(0)),
        reader.GetString(1),
        Enum.Parse<SwitchScope>(reader.GetString(2), ignoreCase: true),
        reader.GetString(3),
        SqlForm.ReadTruth(reader.GetValue(4)),
        reader.GetString(5),
        reader.GetString(6),
        _form.ReadInstant(reader.GetValue(7)),
        InstantOrNull(reader, 8));

    private DateTimeOffset? InstantOrNull(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : _form.ReadInstant(reader.GetValue(at));
}
