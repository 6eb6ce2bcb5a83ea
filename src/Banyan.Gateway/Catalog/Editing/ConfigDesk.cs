using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Changes what the database lays over file and environment: 1 read, 2 change, 3 check the whole, 4 write against the revision that was read, else begin again; 5 put in force and tell.</summary>
internal sealed class ConfigDesk(CatalogStore catalog, ConfigBook book, IConfigStore store, IChangeNotices notices, TimeProvider time) : IConfigDesk
{
    private const int MostTries = 8, MostName = 200, MostEntries = 2_000, MostBytes = 64 * 1024;
    private static readonly ConfigRefusal Foreign = ConfigRefusal.NotFound("There is nothing here: the configuration is changed in the installation's own tenant.");
    private static readonly ConfigRefusal Stale = ConfigRefusal.Conflict("It was changed meanwhile. Read it again.", "expectedRevision");

    /// <inheritdoc />
    public ConfigEntry? Find(string section, string name) => catalog.Loaded.Layer.Find(section, name);

    /// <inheritdoc />
    public async Task<ConfigRefusal?> EditAsync(ConfigEdit edit, CancellationToken cancellationToken)
    {
        if (!IsOwn(edit.By))
        {
            return Foreign;
        }

        if (edit.Name.Trim().Length is 0 or > MostName || edit.Name.Any(char.IsControl))
        {
            return ConfigRefusal.Bad($"A name has 1 to {MostName} characters, none of them a control character.", "name");
        }

        if (Twin(edit) is { } twin)
        {
            return ConfigRefusal.Conflict($"There is {twin} already; names that differ only in case, - and _ are the same.", "name");
        }

        if (edit.Credential is { } given && KeyPlan.Wrong(given) is { } wrong)
        {
            return ConfigRefusal.Bad(wrong, "secret");
        }

        return (await WriteAsync(new Writing(RevisionSource.Edit, edit.By, edit.Action, Target(edit)), layer => Planned(edit, layer), cancellationToken)).Refusal;
    }

    /// <inheritdoc />
    public async Task<(PriceRow? Row, ConfigRefusal? Refusal)> SetPriceAsync(Caller by, string model, JsonElement price, DateTimeOffset? validFrom, CancellationToken cancellationToken)
    {
        if (!IsOwn(by) || !catalog.Current.Models.TryGetValue(model, out var known))
        {
            return (null, ConfigRefusal.NotFound($"There is no model {model}. Models are priced by their full name, provider/model."));
        }

        var now = time.GetUtcNow();
        if (validFrom < now)
        {
            return (null, ConfigRefusal.Bad("A price can't begin in the past: what was charged stays charged.", "validFrom"));
        }

        var (row, refusal) = PriceText.Read(price, known.Id);
        if (row is null)
        {
            return (null, refusal);
        }

        var id = Guid.CreateVersion7(now);
        row = row with { Id = id.ToString("D"), ValidFrom = PriceText.ToMicrosecond(validFrom ?? now) };
        if (validFrom is null && known.PriceAt(now) is { } inForce && PriceText.IsSame(inForce, row) && !known.Prices.Any(next => next.ValidFrom > now))
        {
            return (inForce, null);
        }

        var stored = new StoredPrice(id, known.Id, row, now, $"key:{by.KeyId}");
        (_, refusal) = await WriteAsync(new Writing(RevisionSource.Price, by, "setModelPrice", $"model:{known.Id}"), layer => Planned(stored, price, layer), cancellationToken);
        return (refusal is null ? row : null, refusal);
    }

    private string? Twin(ConfigEdit edit)
    {
        var names = edit.Section switch { "providers" => catalog.Current.Providers.Keys, "aliases" => catalog.Current.Aliases.Keys, _ => [] };
        return names.FirstOrDefault(name => name != edit.Name && LooseName.Same(name, edit.Name));
    }

    private static Plan Planned(ConfigEdit edit, ConfigLayer layer)
    {
        var before = layer.Find(edit.Section, edit.Name);
        if (edit.ExpectedRevision is { } expected && expected != (before?.Revision ?? 0))
        {
            return Plan.Refused(Stale);
        }

        var path = ConfigPlace.Join(edit.Section, edit.Name);
        var changed = edit.Change(before is null ? [] : JsonNode.Parse(before.Value)!.AsObject());
        if (changed is null && before is null)
        {
            return Plan.Refused(ConfigRefusal.NotFound($"The database has no {path}. What the file says is changed there."));
        }

        var entry = changed is null ? null : new ConfigEntry(edit.Section, edit.Name, changed.ToJsonString(), (before?.Revision ?? 0) + 1);
        if (entry?.Value.Length > MostBytes || (before is null && layer.Entries.Count >= MostEntries))
        {
            return Plan.Refused(ConfigRefusal.Bad($"The database keeps at most {MostEntries} entries of 64 KB."));
        }

        var rest = layer.Entries.Where(other => !other.Is(edit.Section, edit.Name));
        var plan = new Plan(layer with { Entries = entry is null ? [.. rest] : [.. rest, entry] }, path)
        {
            Put = entry is null ? [] : [entry],
            Gone = entry is null ? [before!] : [],
            IsNothing = edit.Credential is null && edit.Forget is null && before is not null && entry is not null && JsonNode.DeepEquals(JsonNode.Parse(before.Value), changed),
            Before = before?.Value,
            After = entry?.Value,
        };
        return KeyPlan.Add(plan, edit);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ConfigRevision>> RevisionsAsync(Caller by, int first, CancellationToken cancellationToken) => IsOwn(by) ? await store.ListAsync(first, cancellationToken) : [];

    /// <inheritdoc />
    public JsonElement? Effective(Caller by, bool hasOrigins) => IsOwn(by) ? EffectiveConfig.Write(catalog.Loaded, hasOrigins) : null;

    /// <summary>Whether the configuration is the caller's: it concerns every tenant, so one alone may see and change it.</summary>
    private static bool IsOwn(Caller by) => string.Equals(by.Tenant, ServiceEvent.Installation, StringComparison.Ordinal);

    /// <inheritdoc />
    public async Task<(ConfigRevision? Revision, ConfigRefusal? Refusal)> ApplyAsync(Caller by, string document, bool isTrial, CancellationToken cancellationToken)
    {
        if (!IsOwn(by))
        {
            return (null, Foreign);
        }

        var how = new Writing(RevisionSource.Document, by, "applyConfig", "config:document");
        var read = DocumentReader.Read(document);
        var now = await store.ReadAsync(cancellationToken);
        var plan = DocumentReader.Plan(read.Entries, now);
        var whole = ConfigLoader.Load(catalog.Loaded.Source, plan.Layer);
        var problems = read.Told(whole.Problems);
        if (whole.HasErrors || read.HasErrors)
        {
            var refused = Revision(how, time.GetUtcNow(), now, plan) with { IsValid = false, Problems = problems };
            if (!isTrial)
            {
                catalog.Refuse(whole with { Problems = problems });
                await store.KeepAsync(refused, Act(how, refused.At, new JsonObject { ["Revision"] = refused.Id.ToString("D") }.ToJsonString(), "refused"), cancellationToken);
            }

            return (isTrial ? refused with { Id = Guid.Empty } : refused, null);
        }

        if (isTrial)
        {
            return KeyPlan.Bind(plan, catalog.Current, whole.Snapshot!).Refusal is { } moved ? (null, moved) : (Revision(how, time.GetUtcNow(), now, plan) with { Id = Guid.Empty, Problems = problems }, null);
        }

        var (written, refusal) = await WriteAsync(how, layer => DocumentReader.Plan(read.Entries, layer), cancellationToken);
        return (refusal is null ? (written ?? Revision(how, time.GetUtcNow(), now, plan) with { Id = Guid.Empty }) with { Problems = problems } : null, refusal);
    }

    /// <inheritdoc />
    public async Task<LoadedConfig?> ReloadAsync(Caller by, CancellationToken cancellationToken)
    {
        if (!IsOwn(by))
        {
            return null;
        }

        catalog.RefreshSecrets();
        return await catalog.ReloadAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async Task<(ConfigRevision? Revision, ConfigRefusal? Refusal)> RollBackAsync(Caller by, Guid revision, CancellationToken cancellationToken)
    {
        if (!IsOwn(by) || await store.FindAsync(revision, cancellationToken) is not { } earlier)
        {
            return (null, ConfigRefusal.NotFound("There is no such revision."));
        }

        if (!earlier.IsValid)
        {
            return (null, ConfigRefusal.Conflict("That revision was refused and never was in force."));
        }

        var entries = DocumentReader.Read(earlier.Document).Entries;
        return await WriteAsync(new Writing(RevisionSource.Rollback, by, "rollbackConfig", $"config:{revision:D}"), layer => DocumentReader.Plan(entries, layer), cancellationToken);
    }

    private static Plan Planned(StoredPrice price, JsonElement given, ConfigLayer layer) => layer.Prices.Any(other => other.Model == price.Model && other.Row.ValidFrom == price.Row.ValidFrom)
        ? Plan.Refused(ConfigRefusal.Conflict("The model has a price that begins at that instant.", "validFrom"))
        : new Plan(layer with { Prices = [.. layer.Prices, price] }, $"{ConfigPlace.Join("models", price.Model)}.price") { Price = price, After = given.GetRawText() };

    private async Task<(ConfigRevision? Revision, ConfigRefusal? Refusal)> WriteAsync(Writing how, Func<ConfigLayer, Plan> make, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var layer = await store.ReadAsync(cancellationToken);
            var plan = make(layer);
            if (plan.Refusal is not null)
            {
                return (null, plan.Refusal);
            }

            if (plan.IsNothing)
            {
                return (layer.Revision is { } last ? await store.FindAsync(last, cancellationToken) : null, null);
            }

            var (bound, refusal) = Check(plan);
            if (refusal is not null)
            {
                return (null, refusal);
            }

            var change = Change(how, layer, bound);
            if (await store.WriteAsync(change, cancellationToken))
            {
                // Done even when whoever asked has left.
                await book.LookAsync(CancellationToken.None);
                await notices.TellAsync(ConfigBook.Topic, "", CancellationToken.None);
                return (change.Revision, null);
            }
        }

        return (null, Stale);
    }

    /// <summary>Loads the whole that a plan would make.</summary>
    private (Plan Plan, ConfigRefusal? Refusal) Check(Plan plan)
    {
        var whole = ConfigLoader.Load(catalog.Loaded.Source, plan.Layer);
        if (whole.Snapshot is not { } next)
        {
            return (plan, ConfigRefusal.Bad(whole));
        }

        if (whole.Problems.FirstOrDefault(problem => plan.Path.Length > 0 && problem.Code == ProblemCode.Locked && problem.Path.StartsWith(plan.Path, StringComparison.Ordinal)) is { } locked)
        {
            return (plan, ConfigRefusal.Conflict($"{locked.Message} {locked.Hint}"));
        }

        return KeyPlan.Bind(plan, catalog.Current, next);
    }

    private ConfigChange Change(Writing how, ConfigLayer layer, Plan plan)
    {
        var now = time.GetUtcNow();
        var revision = Revision(how, now, layer, plan) with { IsActive = true };
        return new ConfigChange
        {
            Base = layer.Revision,
            Before = layer.Revision is null ? new ConfigRevision { Id = Guid.CreateVersion7(now.AddMilliseconds(-1)), At = now.AddMilliseconds(-1), By = "start", Source = RevisionSource.File, Document = "{}" } : null,
            Revision = revision,
            Put = plan.Put,
            Gone = plan.Gone,
            Price = plan.Price,
            Secret = plan.Secret,
            GoneSecrets = plan.GoneSecrets,
            Act = Act(how, now, Detail(plan, revision)),
        };
    }

    private static ConfigRevision Revision(Writing how, DateTimeOffset now, ConfigLayer layer, Plan plan) => new()
    {
        Id = Guid.CreateVersion7(now),
        At = now,
        By = how.Who,
        Source = how.Source,
        Document = LayerJson.Document(plan.Layer.Entries),
        Diff = plan.Price is { } price ? PriceText.Diff(price) : LayerDiff.Between(layer.Entries, plan.Layer.Entries),
    };

    private static AuditAct Act(Writing how, DateTimeOffset now, string detail, string decision = "done") =>
        new() { Id = Guid.CreateVersion7(now), At = now, Tenant = how.By.Tenant, Actor = how.Who, Action = how.Action, Target = how.Target, Decision = decision, Detail = detail };

    /// <summary>Before and after of one thing; of a whole document its revision, which has them.</summary>
    private static string Detail(Plan plan, ConfigRevision revision) => plan is { Before: null, After: null }
        ? new JsonObject { ["Revision"] = revision.Id.ToString("D") }.ToJsonString()
        : new JsonObject { ["Before"] = plan.Before is null ? null : JsonNode.Parse(plan.Before), ["After"] = plan.After is null ? null : JsonNode.Parse(plan.After) }.ToJsonString();

    private static string Target(ConfigEdit edit) => $"{edit.Section switch { "providers" => "provider", "models" => "model", BackendEntries.Section => "backend", _ => "alias" }}:{edit.Name}";
}
