using System.Text;

namespace Banyan.Host.Tests.Faults;

/// <summary>What the caller got.</summary>
internal sealed class FaultAnswer(HttpResponseMessage response, byte[] body)
{
    public int Status { get; } = (int)response.StatusCode;

    public string? ContentType { get; } = response.Content.Headers.ContentType?.ToString();

    public byte[] Body { get; } = body;

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
