using System.Text.Json;
using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Callers.Tokens;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.Host.Telemetry.Tracing;
using Banyan.Storage;

namespace Banyan.Host.Health;

/// <summary><c>/health/live</c> says the process runs; <c>/health/ready</c> lists what it depends on and is 503 while it is of no use.</summary>
internal static class HealthDoors
{
    public static void MapBanyanHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (RequestDelegate)(http => WriteAsync(http, 200, static writer => writer.WriteString("status", "live")))).WithSummary("The process runs").WithTags("health");
        routes.MapGet("/health/ready", (RequestDelegate)ReadyAsync).WithSummary("The service is useful, and what it depends on").WithTags("health");
    }

    private static async Task ReadyAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var database = services.GetRequiredService<StorageStatus>();
        var keys = services.GetRequiredService<KeyRing>();
        var draining = services.GetRequiredService<Drain>().IsDraining;
        var isUp = database.IsReady && keys.IsCurrent;
        var spool = services.GetRequiredService<IUsageSpool>();
        var isReady = !draining && keys.IsServing && spool.IsTaking;
        await WriteAsync(http, isReady ? 200 : 503, writer =>
        {
            writer.WriteString("status", draining ? "draining" : isReady ? (isUp ? "ready" : "degraded") : "not ready");
            writer.WriteStartObject("dependencies");
            writer.WriteStartObject("database");
            WriteState(writer, isUp, keys.Age);
            if (database.Problem is { } problem)
            {
                writer.WriteString("problem", problem);
            }

            writer.WriteEndObject();
            // Without it limits are counted in the database: it takes nobody out of rotation.
            foreach (var redis in services.GetRequiredService<LimitUse>().Stores.Where(static store => store.Name == "Redis"))
            {
                writer.WriteStartObject("redis");
                WriteState(writer, redis.IsUp, redis.Age);
                writer.WriteEndObject();
            }

            writer.WriteStartObject("spool");
            writer.WriteString("state", spool.IsTaking ? "up" : "down");
            writer.WriteNumber("pendingRows", spool.Pending);
            WriteSeconds(writer, "lastTakenSeconds", spool.SinceTaken);
            writer.WriteEndObject();
            WriteCatalog(writer, services.GetRequiredService<ICatalog>().Current, services.GetRequiredService<ICandidateHealth>());
            WriteIdentity(writer, services.GetRequiredService<Identities>().Issuers);
            if (services.GetRequiredService<OtlpTarget>().Endpoint is not null)
            {
                WriteOtlp(writer, services.GetRequiredService<SpanLoss>());
            }

            WriteWebhooks(writer, services.GetRequiredService<IWebhookBacklog>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            writer.WriteEndObject();
        });
    }

    private static void WriteState(Utf8JsonWriter writer, bool isUp, TimeSpan? age)
    {
        writer.WriteString("state", isUp ? "up" : "down");
        WriteSeconds(writer, "lastSeenSeconds", age);
    }

    private static void WriteSeconds(Utf8JsonWriter writer, string name, TimeSpan? age)
    {
        if (age is { } seen)
        {
            writer.WriteNumber(name, (long)seen.TotalSeconds);
        }
    }

    // Numbers and no names: whoever asks has shown no key.
    private static void WriteCatalog(Utf8JsonWriter writer, CatalogSnapshot catalog, ICandidateHealth health)
    {
        var configured = catalog.Providers.Values.Count(provider => provider.IsConfigured);
        writer.WriteStartObject("catalog");
        writer.WriteNumber("version", catalog.Version);
        writer.WriteEndObject();
        writer.WriteStartObject("providers");
        writer.WriteNumber("configured", configured);
        writer.WriteNumber("unconfigured", catalog.Providers.Count - configured);
        writer.WriteNumber("down", catalog.Providers.Keys.Count(name => health.CircuitOf(name, null, catalog.Breaker).State == CandidateGate.Open));
        WriteSeconds(writer, "lastAnswerSeconds", health.SinceAnswer);
        writer.WriteEndObject();
    }

    // Their keys are read when a token first needs them: to know none is no fault.
    private static void WriteIdentity(Utf8JsonWriter writer, IssuerReading issuers)
    {
        if (issuers.Configured == 0)
        {
            return;
        }

        writer.WriteStartObject("identity");
        writer.WriteNumber("issuers", issuers.Configured);
        writer.WriteNumber("withKeys", issuers.WithKeys);
        WriteSeconds(writer, "oldestReadSeconds", issuers.OldestRead);
        writer.WriteEndObject();
    }

    private static void WriteOtlp(Utf8JsonWriter writer, SpanLoss spans)
    {
        writer.WriteStartObject("otlp");
        writer.WriteNumber("droppedSpans", spans.Dropped);
        WriteSeconds(writer, "lastSentSeconds", spans.SinceSent);
        writer.WriteEndObject();
    }

    private static void WriteWebhooks(Utf8JsonWriter writer, IWebhookBacklog backlog, DateTimeOffset now)
    {
        writer.WriteStartObject("webhooks");
        writer.WriteNumber("waiting", backlog.Waiting);
        if (backlog.Oldest is { } oldest)
        {
            writer.WriteNumber("oldestSeconds", (long)(now - oldest).TotalSeconds);
        }

        writer.WriteEndObject();
    }

    private static async Task WriteAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter);
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        await writer.FlushAsync(http.RequestAborted);
    }
}
