using Banyan.Gateway.Spine;
using Banyan.Intents.Settings;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;

namespace Banyan.Intents.Tests.Settings;

/// <summary>How far each address reaches that a backend, a directory or a description may name.</summary>
public sealed class BackendConnectorTests
{
    private readonly PlainSettings _settings = new()
    {
        Current = new IntentSettings
        {
            Backends = [new BackendSource(new Backend { Name = "shop", BaseUrl = new Uri("http://shop.internal:8093/api"), Generation = Generation.Modern, IsTrusted = true }, null, null, null, [])],
            Directories = [new BackendDirectory(new Uri("https://platform.internal/catalog"), Generation.Modern, true, ["http://127.0.0.1:*", "https://*.shop.example"])],
        },
    };

    [Theory]
    [InlineData("http://shop.internal:8093/orders", true)]
    [InlineData("https://platform.internal/catalog", true)]
    [InlineData("http://127.0.0.1:5001/", true)]
    [InlineData("http://2130706433:5001/", true)]
    [InlineData("https://orders.shop.example/", false)]
    public async Task What_is_written_out_may_be_private_and_what_a_pattern_covers_must_be_public(string address, bool mayBePrivate)
    {
        var egress = new SeenEgress();
        await new BackendConnector(_settings, egress).ConnectAsync(new Uri(address), default);
        egress.MayBePrivate.ShouldHaveSingleItem().ShouldBe(mayBePrivate);
    }

    [Theory]
    [Trait("Attack", "14")]
    [Trait("Attack", "15")]
    [InlineData("http://shop.internal:8094/")]
    [InlineData("https://shop.internal:8093/")]
    [InlineData("http://shop.internal.:8093/")]
    [InlineData("http://127.0.0.2:5001/")]
    [InlineData("http://[::ffff:127.0.0.1]:5001/")]
    [InlineData("https://127.0.0.1:5001/")]
    [InlineData("http://orders.shop.example/")]
    [InlineData("https://shop.example/")]
    [InlineData("https://orders.shop.example.evil.example/")]
    [InlineData("https://orders.shop.example:8443/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://localhost.:8093/")]
    public async Task Nothing_else_is_reached(string address)
    {
        var egress = new SeenEgress();
        (await Should.ThrowAsync<AddressRefusedException>(async () => await new BackendConnector(_settings, egress).ConnectAsync(new Uri(address), default))).IsForbidden.ShouldBeTrue();
        egress.MayBePrivate.ShouldBeEmpty();
    }

    private sealed class SeenEgress : IEgress
    {
        public List<bool> MayBePrivate { get; } = [];

        public Uri? Read(string text, out string problem) => throw new NotSupportedException();

        public ValueTask<Stream> ConnectAsync(string host, int port, bool isPlain, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<Stream> ConnectConfiguredAsync(string host, int port, bool mayBePrivate, CancellationToken cancellationToken)
        {
            MayBePrivate.Add(mayBePrivate);
            return new(Stream.Null);
        }
    }
}
