using OpenTelemetry.Exporter;

namespace Banyan.Host.Telemetry.Tracing;

/// <summary>Where spans and metrics are sent, if anywhere.</summary>
/// <param name="Endpoint">Address of the collector; null for none.</param>
/// <param name="Protocol">The value of <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>; null when not set.</param>
internal sealed record OtlpTarget(Uri? Endpoint, string? Protocol)
{
    private const int GrpcPort = 4317;
    private const int TimeoutMs = 3_000;

    /// <summary>The target the settings name; an address that is none sends nothing.</summary>
    public static OtlpTarget Of(string? endpoint, string? protocol) =>
        new(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null, protocol);

    /// <summary>gRPC where it is asked for, or where the address is gRPC's usual port; else HTTP, as the specification has it.</summary>
    public bool IsGrpc => Protocol is null ? Endpoint?.Port == GrpcPort : Protocol == "grpc";

    /// <summary>Sets an exporter up for a signal.</summary>
    /// <param name="options">The exporter's options; headers come from its own variables.</param>
    /// <param name="signal"><c>traces</c> or <c>metrics</c>.</param>
    public void Apply(OtlpExporterOptions options, string signal)
    {
        options.Protocol = IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = IsGrpc ? Endpoint! : new Uri($"{Endpoint!.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
        options.TimeoutMilliseconds = TimeoutMs;
    }
}
