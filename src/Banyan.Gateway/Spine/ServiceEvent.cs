using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Banyan.Gateway.Spine;

/// <summary>Something that happened and is told to webhooks. Never holds a secret or content of users.</summary>
/// <param name="Id">A UUIDv7 of the instant: the same event told twice has the same.</param>
/// <param name="At">When.</param>
/// <param name="Tenant">Whose webhooks are told; what concerns the installation as a whole is told to <see cref="Installation"/>.</param>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Data">A JSON object.</param>
public sealed record ServiceEvent(Guid Id, DateTimeOffset At, string Tenant, string Type, string Data)
{
    /// <summary>The tenant that is told of what concerns the installation: the one a fresh service has.</summary>
    public const string Installation = "default";

    /// <summary>Longest body in bytes; the data of a longer one is left out.</summary>
    public const int LongestBody = 256 * 1024;

    /// <summary>Makes one with an id of its own.</summary>
    /// <param name="at">When.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="type">One of <see cref="EventTypes"/>.</param>
    /// <param name="data">What becomes the JSON object, members as they are named.</param>
    public static ServiceEvent Of(DateTimeOffset at, string tenant, string type, object data) => new(Guid.CreateVersion7(at), at, tenant, type, JsonSerializer.Serialize(data));

    /// <summary>What is sent: <c>{"type","timestamp","data"}</c>, at most <see cref="LongestBody"/> bytes.</summary>
    public string Body() => Body(Data) is var whole && Encoding.UTF8.GetByteCount(whole) <= LongestBody ? whole : Body("{\"omitted\":\"longer than 256 KB\"}");

    private string Body(string data)
    {
        var at = At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return $"{{\"type\":\"{Type}\",\"timestamp\":\"{at}\",\"data\":{data}}}";
    }
}
