using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Banyan.UsageBench.Making;

namespace Banyan.UsageBench.Asking;

/// <summary>Arguments of asks, the same in every run but for now.</summary>
internal sealed class Draw(int seed, DateTimeOffset now)
{
    private static readonly TimeSpan Back = TimeSpan.FromHours(6);
    private readonly Random _random = new(seed);

    public string Service() => Population.Service(Population.DrawService(_random));

    public string User() => Population.User(Population.DrawUser(_random));

    public string Feature() => Population.Feature(Population.DrawService(_random), Population.DrawFeature(_random));

    public string Model() => Population.ModelNames[_random.Next(Population.ModelNames.Count)];

    public string Team() => Population.Team(Population.DrawService(_random));

    public string OneOf(params string[] words) => words[_random.Next(words.Length)];

    /// <summary>A stretch that ended within the last hours, at no full hour.</summary>
    public object Window(TimeSpan length)
    {
        var end = now - (_random.NextDouble() * Back);
        return new { from = end - length, to = end };
    }

    /// <summary>A whole day (UTC) of the last 80.</summary>
    public object Day()
    {
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-_random.Next(1, 80));
        return new { from = midnight, to = midnight.AddDays(1) };
    }

    /// <summary>A place somewhere in the ledger.</summary>
    public string Cursor() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{(now - (_random.NextDouble() * TimeSpan.FromDays(80))).UtcTicks}.{Guid.CreateVersion7(now):N}")));
}
