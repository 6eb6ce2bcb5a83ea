using System.Text.Json;

namespace Banyan.Host.Tests.Clients;

/// <summary>What every client asks, and what the mock says to it.</summary>
internal static class Asked
{
    public const string Question = "What is the weather in Oslo?";

    public const string Answer = "This is Banyan's mock model. You said: What is the weather in Oslo?";

    public const string Schema = """{"type":"object","properties":{"city":{"type":"string"},"celsius":{"type":"integer"}},"required":["city","celsius"],"additionalProperties":false}""";

    public const string Limited = "mock/chat:status=429,retry-after=1";

    public const string Slow = "mock/chat:pace=20ms,words=2000";

    /// <summary>Fails unless the JSON is a weather report of the schema about Oslo.</summary>
    public static void ShouldBeWeather(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        parsed.RootElement.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal).ShouldBe(["celsius", "city"]);
        parsed.RootElement.GetProperty("city").GetString().ShouldBe("Oslo");
        parsed.RootElement.GetProperty("celsius").TryGetInt32(out _).ShouldBeTrue();
    }
}
