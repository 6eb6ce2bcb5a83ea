namespace Shop.Kit;

/// <summary>How one service is started.</summary>
public sealed record ServiceOptions
{
    /// <summary>Its name, as <c>orders</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it listens; port 0 takes any free one.</summary>
    public required string Url { get; init; }

    /// <summary>Its database file.</summary>
    public required string File { get; init; }

    /// <summary>The service that keeps the platform's directory.</summary>
    public Uri Directory { get; init; } = new("http://127.0.0.1:8092");

    /// <summary>The Banyan whose signed tokens say for whom a call is made; null when nobody's identity is checked.</summary>
    public Uri? Banyan { get; init; }

    /// <summary>Whether it ends when its input does: a child that outlives nobody.</summary>
    public bool EndsWithInput { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads <c>--urls</c>, <c>--data</c>, <c>--directory</c>, <c>--banyan</c> and <c>--end-with-input</c>.</summary>
    /// <exception cref="ArgumentException">A word is not understood, or the address is not this machine's own.</exception>
    public static ServiceOptions Parse(string[] words, string name, int port)
    {
        var options = new ServiceOptions { Name = name, Url = $"http://127.0.0.1:{port}", File = Path.Combine("data", "shop", $"{name}.db") };
        for (var i = 0; i < words.Length; i++)
        {
            var value = i + 1 < words.Length ? words[i + 1] : "";
            options = words[i] switch
            {
                "--urls" => options with { Url = value },
                "--data" => options with { File = value },
                "--directory" => options with { Directory = new Uri(value) },
                "--banyan" => options with { Banyan = new Uri(value) },
                "--end-with-input" => options with { EndsWithInput = true },
                var other => throw new ArgumentException($"'{other}' is not understood; there are --urls URL, --data FILE, --directory URL, --banyan URL and --end-with-input.", nameof(words)),
            };
            i += words[i] == "--end-with-input" ? 0 : 1;
        }

        return new Uri(options.Url).IsLoopback ? options : throw new ArgumentException($"{options.Url} is not this machine's own address: the Shop is a sample and checks nobody's identity.", nameof(words));
    }
}
