using System.Net;
using Banyan.Gateway.Spine;
using Banyan.Host.Doors;
using Banyan.Host.Telemetry.Exposition;
using Banyan.Host.Telemetry.Recording;
using Banyan.Wire;

namespace Banyan.Host.Telemetry;

/// <summary><c>/metrics</c>: for a key with scope <c>metrics:read</c>, or anybody who asks from this machine itself and for nobody else.</summary>
internal sealed class MetricsDoor(DoorEntry entry, Board board, LiveGauges gauges, MetricsAccess access)
{
    private const string Scope = "metrics:read";
    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];
    private static readonly Failure NotAllowed = new(FailureKind.NotAllowed, "not_allowed", $"Reading metrics needs a key with scope {Scope}.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var door = routes.ServiceProvider.GetRequiredService<MetricsDoor>();
        routes.MapGet("/metrics", (RequestDelegate)door.AnswerAsync).WithSummary("Metrics as Prometheus or OpenMetrics text").WithTags("telemetry");
    }

    /// <summary>Writes every metric.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="baseOnly">Whether those that are not in base units are left out.</param>
    public void Write(ExpositionWriter writer, bool baseOnly)
    {
        foreach (var family in board.All.Concat(gauges.All))
        {
            if (!baseOnly || family.Spec.IsBase)
            {
                family.Write(writer);
            }
        }

        writer.End();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (await RefusalAsync(http) is { } refused)
        {
            var time = http.RequestServices.GetRequiredService<TimeProvider>();
            await new DoorResponse(http, new DoorAsk(DialectTable.Get(DialectId.OpenAiChat), Operation.Chat), ExchangeId.New(time)).RefuseAsync(refused);
            return;
        }

        var isOpenMetrics = http.Request.Headers.Accept.ToString().Contains("application/openmetrics-text", StringComparison.OrdinalIgnoreCase);
        http.Response.ContentType = ExpositionWriter.ContentType(isOpenMetrics);
        http.Response.Headers.CacheControl = "no-store";
        Write(new ExpositionWriter(http.Response.BodyWriter, isOpenMetrics), http.Request.Query["names"] == "base");
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private async ValueTask<Failure?> RefusalAsync(HttpContext http)
    {
        if (!access.IsKeyRequired || IsLocal(http))
        {
            return null;
        }

        var (caller, refused) = await entry.AuthenticateAsync(http);
        return refused ?? (caller!.Grants.May(Scope) ? null : NotAllowed);
    }

    /// <summary>A proxy on this machine is no local caller: it speaks for somebody else, and says so.</summary>
    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !Array.Exists(Forwarding, http.Request.Headers.ContainsKey);
}
