using System.Data;
using System.Data.Common;
using System.Text.Json.Nodes;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Gateway.Spine;
using Banyan.Storage.Alerting;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Prompts;

/// <summary>Writes prompts in one transaction. The tenant's revision is counted up first: its row is the lock that writers of a tenant queue at.</summary>
internal sealed class PromptWriter(DbTransaction transaction, SqlForm form, string tenant)
{
    private readonly string _json = JsonCast(form);

    /// <summary>What a parameter for a column of JSON is followed by: PostgreSQL keeps the text as written, members in their order.</summary>
    public static string JsonCast(SqlForm form) => form.Json.Length == 0 ? "" : "::json";

    public Task BeginAsync() => ExecuteAsync(
        "INSERT INTO prompt_revisions (tenant_id, revision) VALUES (@Tenant, 1) ON CONFLICT (tenant_id) DO UPDATE SET revision = prompt_revisions.revision + 1", new { Tenant = tenant });

    public async Task<bool> CreateAsync(Prompt prompt, PromptVersion? first)
    {
        var made = await ExecuteAsync(
            "INSERT INTO prompts (id, tenant_id, name, category, description, tags, created_by, created_at, updated_at, archived_at, revision) "
            + $"VALUES (@Id, @Tenant, @Name, @Category, @Description, @Tags{_json}, @CreatedBy, @CreatedAt, @UpdatedAt, @ArchivedAt, 1) ON CONFLICT DO NOTHING",
            Values(prompt)) > 0;
        if (made && first is not null)
        {
            await AddVersionAsync(first);
            if (first.Status == VersionStatus.Active)
            {
                await ActivateAsync(new Activation(tenant, prompt.Id, first.Id, null, first.CreatedBy, first.CreatedAt));
            }
        }

        return made;
    }

    public async Task<StoreEnd> UpdateAsync(Prompt prompt)
    {
        var values = Values(prompt);
        if (await CountAsync("SELECT COUNT(*) FROM prompts WHERE tenant_id = @Tenant AND name = @Name AND id <> @Id", values) > 0)
        {
            return StoreEnd.Taken;
        }

        var written = await ExecuteAsync(
            $"UPDATE prompts SET name = @Name, category = @Category, description = @Description, tags = @Tags{_json}, updated_at = @UpdatedAt, archived_at = @ArchivedAt, "
            + "revision = revision + 1 WHERE tenant_id = @Tenant AND id = @Id AND revision = @Revision",
            values);
        return written > 0 ? StoreEnd.Done : await IsPromptAsync(prompt.Id) ? StoreEnd.Stale : StoreEnd.Gone;
    }

    public async Task<PromptVersion?> AddVersionAsync(PromptVersion version)
    {
        if (!await IsPromptAsync(version.PromptId))
        {
            return null;
        }

        var newest = await CountAsync("SELECT COALESCE(MAX(version), 0) FROM prompt_versions WHERE prompt_id = @PromptId", new { PromptId = form.Id(version.PromptId) });
        var numbered = version with { Number = (int)newest + 1, Status = VersionStatus.Draft };
        await ExecuteAsync(
            "INSERT INTO prompt_versions (id, tenant_id, prompt_id, version, status, template, messages, variables, config, model_requirements, metadata, content_hash, note, created_by, created_at) "
            + $"VALUES (@Id, @Tenant, @PromptId, @Number, 'draft', @Template, @Messages{_json}, @Variables{_json}, @Config{_json}, @Requirements{_json}, @Metadata{_json}, @Hash, @Note, @CreatedBy, @CreatedAt)",
            Values(numbered));
        return numbered;
    }

    public async Task<StoreEnd> EditDraftAsync(PromptVersion version, string expectedHash)
    {
        var values = Values(version);
        values.Add("Expected", expectedHash);
        var written = await ExecuteAsync(
            $"UPDATE prompt_versions SET template = @Template, messages = @Messages{_json}, variables = @Variables{_json}, config = @Config{_json}, model_requirements = @Requirements{_json}, "
            + $"metadata = @Metadata{_json}, content_hash = @Hash, note = @Note WHERE tenant_id = @Tenant AND id = @Id AND status = 'draft' AND content_hash = @Expected",
            values);
        if (written == 0)
        {
            return await StatusAsync(version.Id) is null ? StoreEnd.Gone : StoreEnd.Stale;
        }

        // What was approved is not what it says now.
        await ExecuteAsync("DELETE FROM prompt_approvals WHERE tenant_id = @Tenant AND version_id = @Id", values);
        return StoreEnd.Done;
    }

    public async Task<StoreEnd> ActivateAsync(Activation activation)
    {
        var values = new { Tenant = tenant, PromptId = form.Id(activation.PromptId), Id = form.Id(activation.VersionId), activation.By, At = form.Instant(activation.At) };
        if (await CountAsync("SELECT COUNT(*) FROM prompt_versions WHERE tenant_id = @Tenant AND prompt_id = @PromptId AND id = @Id", values) == 0)
        {
            return StoreEnd.Gone;
        }

        var active = await CountAsync("SELECT COALESCE(MAX(version), 0) FROM prompt_versions WHERE tenant_id = @Tenant AND prompt_id = @PromptId AND status = 'active'", values);
        if (active != (activation.ExpectedActive ?? 0))
        {
            return StoreEnd.Stale;
        }

        await ExecuteAsync("UPDATE prompt_versions SET status = 'deprecated' WHERE tenant_id = @Tenant AND prompt_id = @PromptId AND status = 'active'", values);
        await ExecuteAsync("UPDATE prompt_versions SET status = 'active', published_at = @At, published_by = @By WHERE tenant_id = @Tenant AND id = @Id", values);
        await TellAsync(activation);
        return StoreEnd.Done;
    }

    public async Task<StoreEnd> DeprecateAsync(Guid versionId) =>
        await ExecuteAsync("UPDATE prompt_versions SET status = 'deprecated' WHERE tenant_id = @Tenant AND id = @Id", new { Tenant = tenant, Id = form.Id(versionId) }) > 0 ? StoreEnd.Done : StoreEnd.Gone;

    public async Task<StoreEnd> MoveLabelAsync(PromptLabel label)
    {
        var written = await ExecuteAsync(
            "INSERT INTO prompt_labels (tenant_id, prompt_id, label, version_id, is_protected, moved_by, moved_at) "
            + "SELECT v.tenant_id, v.prompt_id, @Label, v.id, @IsProtected, @MovedBy, @MovedAt FROM prompt_versions v WHERE v.tenant_id = @Tenant AND v.id = @VersionId AND v.prompt_id = @PromptId "
            + "ON CONFLICT (prompt_id, label) DO UPDATE SET version_id = excluded.version_id, is_protected = excluded.is_protected, moved_by = excluded.moved_by, moved_at = excluded.moved_at",
            new
            {
                Tenant = tenant,
                PromptId = form.Id(label.PromptId),
                label.Label,
                VersionId = form.Id(label.VersionId),
                IsProtected = form.Truth(label.IsProtected),
                label.MovedBy,
                MovedAt = form.Instant(label.MovedAt),
            });
        return written > 0 ? StoreEnd.Done : StoreEnd.Gone;
    }

    public async Task<StoreEnd> ApproveAsync(Guid versionId, string by, DateTimeOffset at)
    {
        if (await StatusAsync(versionId) is null)
        {
            return StoreEnd.Gone;
        }

        await ExecuteAsync(
            "INSERT INTO prompt_approvals (tenant_id, version_id, approved_by, at) VALUES (@Tenant, @Id, @By, @At) ON CONFLICT DO NOTHING",
            new { Tenant = tenant, Id = form.Id(versionId), By = by, At = form.Instant(at) });
        return StoreEnd.Done;
    }

    private async Task TellAsync(Activation activation)
    {
        var values = new { Tenant = tenant, PromptId = form.Id(activation.PromptId), Id = form.Id(activation.VersionId) };
        var name = await transaction.Connection!.ExecuteScalarAsync<string>("SELECT name FROM prompts WHERE tenant_id = @Tenant AND id = @PromptId", values, transaction);
        var version = await CountAsync("SELECT version FROM prompt_versions WHERE tenant_id = @Tenant AND id = @Id", values);
        await EventRows.AddAsync(
            ServiceEvent.Of(activation.At, tenant, EventTypes.PromptPublished, new { promptId = activation.PromptId, name, version, versionId = activation.VersionId, by = activation.By }), transaction, form);
    }

    private DynamicParameters Values(Prompt prompt)
    {
        var values = new DynamicParameters(new
        {
            Id = form.Id(prompt.Id),
            Tenant = tenant,
            prompt.Name,
            prompt.Category,
            prompt.Description,
            Tags = new JsonArray([.. prompt.Tags.Select(tag => (JsonNode)tag)]).ToJsonString(),
            prompt.CreatedBy,
            CreatedAt = form.Instant(prompt.CreatedAt),
            UpdatedAt = form.Instant(prompt.UpdatedAt),
            prompt.Revision,
        });
        values.Add("ArchivedAt", form.Instant(prompt.ArchivedAt), form.InstantType);
        return values;
    }

    private DynamicParameters Values(PromptVersion version)
    {
        var values = new DynamicParameters(new
        {
            Id = form.Id(version.Id),
            Tenant = tenant,
            PromptId = form.Id(version.PromptId),
            version.Number,
            version.Content.Template,
            Variables = VariablesJson.Write(version.Content.Variables),
            Hash = version.ContentHash,
            version.Note,
            version.CreatedBy,
            CreatedAt = form.Instant(version.CreatedAt),
        });
        values.Add("Messages", version.Content.Messages?.GetRawText(), DbType.String);
        values.Add("Config", version.Content.Config?.GetRawText(), DbType.String);
        values.Add("Requirements", version.Content.ModelRequirements?.GetRawText(), DbType.String);
        values.Add("Metadata", version.Content.Metadata?.GetRawText(), DbType.String);
        return values;
    }

    private async Task<bool> IsPromptAsync(Guid id) => await CountAsync("SELECT COUNT(*) FROM prompts WHERE tenant_id = @Tenant AND id = @Id", new { Tenant = tenant, Id = form.Id(id) }) > 0;

    private Task<string?> StatusAsync(Guid versionId) => transaction.Connection!.ExecuteScalarAsync<string?>(
        "SELECT status FROM prompt_versions WHERE tenant_id = @Tenant AND id = @Id", new { Tenant = tenant, Id = form.Id(versionId) }, transaction);

    private Task<long> CountAsync(string sql, object values) => transaction.Connection!.ExecuteScalarAsync<long>(sql, values, transaction);

    private Task<int> ExecuteAsync(string sql, object values) => transaction.Connection!.ExecuteAsync(sql, values, transaction);
}
