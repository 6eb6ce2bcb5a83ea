using System.Globalization;
using Banyan.Gateway.Callers;
using Banyan.Storage;

namespace Banyan.Host.Hosting;

/// <summary><c>--keys</c>: makes, lists and revokes keys on the machine, whatever the state of the service.</summary>
internal static class KeysCommand
{
    private const string Tenant = "default";

    /// <summary>Runs one verb.</summary>
    /// <returns>0 done, 1 refused or not found, 2 wrong usage.</returns>
    public static async Task<int> RunAsync(WebApplication app, HostArguments words, CancellationToken cancellationToken)
    {
        await using var unstarted = app;
        await app.Services.GetRequiredService<SchemaSetup>().RunAsync(cancellationToken);
        var admin = app.Services.GetRequiredService<KeyAdmin>();
        return words.KeysVerb switch
        {
            "create" => await CreateAsync(admin, words, cancellationToken),
            "list" => await ListAsync(admin, words, cancellationToken),
            _ => await RevokeAsync(admin, words, cancellationToken),
        };
    }

    private static async Task<int> CreateAsync(KeyAdmin admin, HostArguments words, CancellationToken cancellationToken)
    {
        if (!words.Values.TryGetValue("--service", out var service))
        {
            return HostHelp.Print("--keys create wants --service NAME: the application that will use the key.");
        }

        if (Lifetime(words.Values.GetValueOrDefault("--expires") ?? "365d") is not { } lifetime)
        {
            return HostHelp.Print("--expires wants a number of days or hours, as 90d or 12h.");
        }

        if (RoleRights.Find(words.Values.GetValueOrDefault("--role") ?? "service") is not { } role)
        {
            return HostHelp.Print("--role wants one of: admin, operator, auditor, developer, viewer, service.");
        }

        var order = new KeyOrder
        {
            Tenant = Tenant,
            Service = service,
            Name = words.Values.GetValueOrDefault("--name"),
            Lifetime = lifetime,
            Role = role,
            Operations = List(words, "--scopes"),
            Tools = List(words, "--tools"),
        };
        var made = await admin.CreateAsync(List(words, "--models") is { } models ? order with { Models = models } : order, cancellationToken);
        if (made.Failure is { } failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }

        Console.Error.WriteLine($"Key {made.Record!.PublicId} for {service}, in force until {made.Record.ExpiresAt:yyyy-MM-dd}. It is shown this once:");
        Console.Out.WriteLine(made.Key);
        return 0;
    }

    private static async Task<int> ListAsync(KeyAdmin admin, HostArguments words, CancellationToken cancellationToken)
    {
        var keys = await admin.ListAsync(Tenant, cancellationToken);
        if (words.WantsJson)
        {
            Console.Out.WriteLine(KeyListing.Json(keys));
            return 0;
        }

        foreach (var line in KeyListing.Lines(keys, TimeProvider.System.GetUtcNow()))
        {
            Console.Out.WriteLine(line);
        }

        return 0;
    }

    private static async Task<int> RevokeAsync(KeyAdmin admin, HostArguments words, CancellationToken cancellationToken)
    {
        if (words.KeysId is not { } id)
        {
            return HostHelp.Print("--keys revoke wants the key's id, the eight characters after byn_live_; --keys list shows them.");
        }

        if (await admin.RevokeAsync(Tenant, id, cancellationToken) is { } failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }

        Console.Out.WriteLine($"Key {id} is revoked; running nodes refuse it within two seconds.");
        return 0;
    }

    private static string[]? List(HostArguments words, string option) =>
        words.Values.TryGetValue(option, out var text) ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : null;

    private static TimeSpan? Lifetime(string text)
    {
        var isCount = int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        return (isCount, text[^1..]) switch
        {
            (true, "d") => TimeSpan.FromDays(count),
            (true, "h") => TimeSpan.FromHours(count),
            _ => null,
        };
    }
}
