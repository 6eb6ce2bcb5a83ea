using System.Data.Common;
using System.Text.Json;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Prompts;

/// <summary>Reads rows of prompts, versions and labels.</summary>
internal sealed class PromptRows(SqlForm form)
{
    public const string PromptColumns = "p.id, p.tenant_id, p.name, p.category, p.description, p.tags, p.created_by, p.created_at, p.updated_at, p.archived_at, p.revision";
    public const string VersionColumns =
        "v.id, v.prompt_id, v.version, v.status, v.template, v.messages, v.variables, v.config, v.model_requirements, v.metadata, v.content_hash, v.note, v.created_by, v.created_at, "
        + "v.published_at, v.published_by";

    public const string LabelColumns = "l.prompt_id, l.label, l.version_id, l.is_protected, l.moved_by, l.moved_at";

    /// <summary>The word of a status.</summary>
    public static string Word(VersionStatus status) => status switch
    {
        VersionStatus.Draft => "draft",
        VersionStatus.Active => "active",
        VersionStatus.Deprecated => "deprecated",
    };

    /// <summary>That a column is one of parameter Ids: PostgreSQL takes a list as it is, SQLite has it written out.</summary>
    public string IsListed(string column) => form.Id(Guid.Empty) is Guid ? $"{column} = ANY(@Ids)" : $"{column} IN @Ids";

    /// <summary>Parameters Tenant and Ids, the latter a list of the database's own type.</summary>
    public DynamicParameters Ids(string tenant, IEnumerable<Guid> ids)
    {
        var values = new DynamicParameters(new { Tenant = tenant });
        values.Add("Ids", form.Id(Guid.Empty) is Guid ? ids.ToArray() : ids.Select(id => (string)form.Id(id)).ToArray());
        return values;
    }

    /// <summary>Reads every row of a statement.</summary>
    public static async Task<List<T>> ReadAsync<T>(DbConnection connection, string sql, object values, Func<DbDataReader, T> read)
    {
        await using var reader = await connection.ExecuteReaderAsync(sql, values);
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Reads versions with their approvals.</summary>
    public async Task<IReadOnlyList<PromptVersion>> VersionsAsync(DbConnection connection, string where, object values)
    {
        var versions = await ReadAsync(connection, $"SELECT {VersionColumns} FROM prompt_versions v WHERE v.tenant_id = @Tenant AND {where} ORDER BY v.prompt_id, v.version DESC", values, Version);
        if (versions.Count == 0)
        {
            return versions;
        }

        var approvals = (await ReadAsync(
            connection,
            $"SELECT a.version_id, a.approved_by FROM prompt_approvals a JOIN prompt_versions v ON v.id = a.version_id WHERE v.tenant_id = @Tenant AND {where} ORDER BY a.at, a.approved_by",
            values,
            row => (Id: form.ReadId(row.GetValue(0)), By: row.GetString(1)))).ToLookup(row => row.Id, row => row.By);
        return approvals.Count == 0 ? versions : [.. versions.Select(version => approvals.Contains(version.Id) ? version with { Approvals = [.. approvals[version.Id]] } : version)];
    }

    public Prompt Prompt(DbDataReader row) => new()
    {
        Id = form.ReadId(row.GetValue(0)),
        Tenant = row.GetString(1),
        Name = row.GetString(2),
        Category = row.GetString(3),
        Description = Text(row, 4),
        Tags = Words(row.GetString(5)),
        CreatedBy = row.GetString(6),
        CreatedAt = form.ReadInstant(row.GetValue(7)),
        UpdatedAt = form.ReadInstant(row.GetValue(8)),
        ArchivedAt = Instant(row, 9),
        Revision = (int)SqlForm.ReadLong(row.GetValue(10)),
    };

    public VersionHead Head(DbDataReader row) => new(form.ReadId(row.GetValue(0)), form.ReadId(row.GetValue(1)), (int)SqlForm.ReadLong(row.GetValue(2)), Status(row.GetString(3)));

    public PromptLabel Label(DbDataReader row) => new(
        form.ReadId(row.GetValue(0)), row.GetString(1), form.ReadId(row.GetValue(2)), SqlForm.ReadTruth(row.GetValue(3)), row.GetString(4), form.ReadInstant(row.GetValue(5)));

    public PromptVersion Version(DbDataReader row) => new()
    {
        Id = form.ReadId(row.GetValue(0)),
        PromptId = form.ReadId(row.GetValue(1)),
        Number = (int)SqlForm.ReadLong(row.GetValue(2)),
        Status = Status(row.GetString(3)),
        Content = new PromptContent
        {
            Template = row.GetString(4),
            Messages = Json(row, 5),
            Variables = VariablesJson.Read(row.GetString(6)),
            Config = Json(row, 7),
            ModelRequirements = Json(row, 8),
            Metadata = Json(row, 9),
        },
        ContentHash = row.GetString(10),
        Note = Text(row, 11),
        CreatedBy = row.GetString(12),
        CreatedAt = form.ReadInstant(row.GetValue(13)),
        PublishedAt = Instant(row, 14),
        PublishedBy = Text(row, 15),
    };

    public DateTimeOffset? Instant(DbDataReader row, int column) => row.IsDBNull(column) ? null : form.ReadInstant(row.GetValue(column));

    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static JsonElement? Json(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            return null;
        }

        using var document = JsonDocument.Parse(row.GetString(column));
        return document.RootElement.Clone();
    }

    private static string[] Words(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(word => word.GetString()!)];
    }

    private static VersionStatus Status(string word) => word switch
    {
        "active" => VersionStatus.Active,
        "deprecated" => VersionStatus.Deprecated,
        _ => VersionStatus.Draft,
    };
}
