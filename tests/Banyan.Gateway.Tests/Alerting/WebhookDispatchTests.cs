using System.Net;
using System.Security.Cryptography;
using System.Text;
using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Conversations;
using Banyan.Gateway.Upstreams.Fetching;
using Banyan.TestKit;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Alerting;

/// <summary>What becomes of an event at receivers that behave and that do not.</summary>
public sealed class WebhookDispatchTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12.1);
    private readonly FakeClock _clock = new();
    private readonly string _secret = WebhookSecret.Make();
    private WebhookHttp? _http;
    private Retention _kept = new();

    [Fact]
    public async Task A_receiver_that_takes_it_is_told_once_signed_and_with_nothing_else()
    {
        await using var receiver = ScriptedWall.Start(WallScript.Json("{}"));
        var (queue, dispatch) = Bench(receiver);
        var delivery = queue.Add(Event());

        await SendAsync(dispatch);
        await SendAsync(dispatch);

        var request = receiver.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path, request.Text).ShouldBe(("POST", "/hook", delivery.Payload));
        request.Header("webhook-id").ShouldBe(delivery.EventId.ToString("D"));
        request.Header("content-type").ShouldBe("application/json");
        request.Header("authorization").ShouldBeNull();
        request.Header("cookie").ShouldBeNull();
        Verifies(request, _secret).ShouldBeTrue();
        Verifies(request, WebhookSecret.Make()).ShouldBeFalse();
        queue.Rows[0].ShouldBe(delivery with { Status = DeliveryStatus.Delivered, Attempts = 1, HttpStatus = 200, NextAttemptAt = null, ResponseMs = queue.Rows[0].ResponseMs });
    }

    [Fact]
    public async Task While_a_secret_rotates_either_verifies()
    {
        await using var receiver = ScriptedWall.Start(WallScript.Json("{}"));
        var (queue, dispatch) = Bench(receiver);
        var fresh = WebhookSecret.Make();
        queue.Secrets = [fresh, _secret];
        queue.Add(Event());
        await SendAsync(dispatch);
        var request = receiver.Requests.ShouldHaveSingleItem();
        Verifies(request, fresh).ShouldBeTrue();
        Verifies(request, _secret).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failing_receiver_is_tried_eight_times_with_the_same_id_and_then_no_more()
    {
        await using var receiver = ScriptedWall.Start(WallScript.Json("{}", 500));
        var (queue, dispatch) = Bench(receiver);
        queue.Add(Event());

        for (var attempt = 1; attempt <= 8; attempt++)
        {
            await SendAsync(dispatch);
            receiver.Requests.Count.ShouldBe(attempt);
            await SendAsync(dispatch);
            receiver.Requests.Count.ShouldBe(attempt, "not before its time");
            if (attempt < 8)
            {
                var wait = queue.Rows[0].NextAttemptAt!.Value - _clock.GetUtcNow();
                var usual = RetrySchedule.After(attempt, 0.5)!.Value;
                wait.ShouldBeInRange(usual * 0.79, usual * 1.21);
                _clock.Advance(wait);
            }
        }

        (queue.Rows[0].Status, queue.Rows[0].Attempts, queue.Rows[0].Problem, queue.Failures).ShouldBe((DeliveryStatus.Dead, 8, "it answered 500", 8));
        _clock.Advance(TimeSpan.FromDays(2));
        await SendAsync(dispatch);
        receiver.Requests.Count.ShouldBe(8);
        receiver.Requests.Select(request => request.Header("webhook-id")).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        receiver.Requests.Select(request => request.Text).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        receiver.Requests.ShouldAllBe(request => Verifies(request, _secret));
        receiver.Requests.Select(request => request.Header("webhook-timestamp")).Distinct(StringComparer.Ordinal).Count().ShouldBe(8);
    }

    [Theory]
    [InlineData(301, "redirects are not followed")]
    [InlineData(307, "redirects are not followed")]
    [InlineData(404, "it answered 404")]
    [InlineData(429, "it answered 429")]
    [Trait("Fault", "26")]
    public async Task Anything_but_a_2xx_is_a_failure_and_no_redirect_is_followed(int status, string problem)
    {
        await using var elsewhere = ScriptedWall.Start(WallScript.Json("{}"));
        await using var receiver = ScriptedWall.Start(WallScript.Json("{}", status, ("location", elsewhere.Address.AbsoluteUri)), WallScript.Json("{}", 204));
        var (queue, dispatch) = Bench(receiver);
        queue.Add(Event());

        await SendAsync(dispatch);
        (queue.Rows[0].Status, queue.Rows[0].HttpStatus).ShouldBe((DeliveryStatus.Pending, status));
        queue.Rows[0].Problem!.ShouldContain(problem);
        elsewhere.Requests.ShouldBeEmpty();
        _clock.Advance(Longest);
        await SendAsync(dispatch);
        (queue.Rows[0].Status, queue.Rows[0].Attempts, queue.Failures).ShouldBe((DeliveryStatus.Delivered, 2, 0));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_switched_off()
    {
        await using var receiver = ScriptedWall.Start(WallScript.Json("{}", 410));
        var (queue, dispatch) = Bench(receiver);
        queue.Add(Event());
        await SendAsync(dispatch);
        (queue.IsEnabled, queue.Rows[0].Status, queue.Rows[0].NextAttemptAt).ShouldBe((false, DeliveryStatus.Dead, null));
        queue.Add(Event());
        await SendAsync(dispatch);
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Fault", "26")]
    public async Task A_receiver_that_says_nothing_is_given_fifteen_seconds()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = ScriptedWall.Start(_ =>
        {
            arrived.TrySetResult();
            return new WallScript().Silence();
        });
        var (queue, dispatch) = Bench(receiver);
        queue.Add(Event());
        await dispatch.LookAsync(default);
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromSeconds(15));
        await dispatch.QuietAsync().WaitAsync(TimeSpan.FromMinutes(1));
        (queue.Rows[0].Status, queue.Rows[0].HttpStatus, queue.Rows[0].Problem, queue.Rows[0].ResponseMs).ShouldBe((DeliveryStatus.Pending, null, "it did not answer within 15 seconds", 15_000));
    }

    [Theory]
    [InlineData("reset", "connection broke")]
    [InlineData("garbage", "valid HTTP")]
    [InlineData("endless", null)]
    public async Task A_receiver_that_breaks_rules_hurts_nobody(string how, string? problem)
    {
        await using var receiver = ScriptedWall.Start(how switch
        {
            "reset" => new WallScript().Reset(),
            "garbage" => new WallScript().Raw("no http at all\r\n\r\n"u8.ToArray()).Close(),
            _ => WallScript.Stream("text/plain").Chunks(new byte[1024], 10_000).Silence(),
        });
        var (queue, dispatch) = Bench(receiver);
        queue.Add(Event());
        await SendAsync(dispatch);
        if (problem is null)
        {
            queue.Rows[0].Status.ShouldBe(DeliveryStatus.Delivered, "a status is all that is read");
        }
        else
        {
            queue.Rows[0].Problem!.ShouldContain(problem);
            queue.Rows[0].Status.ShouldBe(DeliveryStatus.Pending);
        }
    }

    [Theory]
    [InlineData("https://10.0.0.7/hook")]
    [InlineData("https://hooks.internal/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://localhost/hook")]
    [InlineData("http://203.0.113.9/hook")]
    [InlineData("https://user:secret@hooks.example.com/hook")]
    public async Task An_address_that_may_not_be_reached_is_not_even_after_its_name_is_looked_up(string url)
    {
        var queue = new MemoryQueue(url, _secret);
        var dispatch = Dispatch(queue, new GuardedConnector(new EgressOptions(), new InternalNames()));
        queue.Add(Event());
        await SendAsync(dispatch);
        queue.Rows[0].Status.ShouldBe(DeliveryStatus.Pending);
        queue.Rows[0].HttpStatus.ShouldBeNull();
        queue.Rows[0].Problem.ShouldNotBeNull();
        queue.Rows[0].Problem!.ShouldNotContain("10.1.2.3");
    }

    [Fact]
    public async Task One_that_stops_gives_its_attempt_back()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = ScriptedWall.Start(_ =>
        {
            arrived.TrySetResult();
            return new WallScript().Silence();
        });
        var (queue, dispatch) = Bench(receiver);
        queue.Add(Event());
        using var stopping = new CancellationTokenSource();
        await dispatch.LookAsync(stopping.Token);
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await stopping.CancelAsync();
        await dispatch.QuietAsync().WaitAsync(TimeSpan.FromMinutes(1));
        (queue.Rows[0].Status, queue.Rows[0].Attempts, queue.Rows[0].NextAttemptAt).ShouldBe((DeliveryStatus.Pending, 0, _clock.GetUtcNow()));
    }

    [Fact]
    public async Task What_is_kept_no_longer_is_forgotten_and_what_waits_is_counted()
    {
        _kept = new Retention { Deliveries = TimeSpan.FromDays(9) };
        await using var receiver = ScriptedWall.Start(WallScript.Json("{}", 503));
        var (queue, dispatch) = Bench(receiver);
        var first = queue.Add(Event());
        await SendAsync(dispatch);
        (dispatch.Waiting, dispatch.Oldest).ShouldBe((1, first.CreatedAt));
        _clock.Advance(TimeSpan.FromDays(10));
        await SendAsync(dispatch);
        await SendAsync(dispatch);
        queue.Rows.ShouldBeEmpty();
        (dispatch.Waiting, dispatch.Oldest).ShouldBe((0, null));
    }

    public void Dispose() => _http?.Dispose();

    private static async Task SendAsync(WebhookDispatch dispatch)
    {
        await dispatch.LookAsync(default);
        await dispatch.QuietAsync().WaitAsync(TimeSpan.FromMinutes(1));
        // Takes stock of what the lanes did.
        await dispatch.LookAsync(default);
        await dispatch.QuietAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>What a receiver does with a secret, written from the convention alone.</summary>
    private static bool Verifies(WallRequest request, string secret)
    {
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var expected = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{request.Header("webhook-id")}.{request.Header("webhook-timestamp")}.{request.Text}")));
        return request.Header("webhook-signature")!.Split(' ').Select(one => one.Split(',')).Any(one => one[0] == "v1" && one[1] == expected);
    }

    private ServiceEvent Event() => ServiceEvent.Of(_clock.GetUtcNow(), "default", EventTypes.KeyRevoked, new { keyId = "Ab12Cd34" });

    private (MemoryQueue Queue, WebhookDispatch Dispatch) Bench(ScriptedWall receiver)
    {
        var queue = new MemoryQueue($"{receiver.Address}hook", _secret);
        return (queue, Dispatch(queue, new GuardedConnector(new EgressOptions { AllowNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, new SocketNetwork())));
    }

    private WebhookDispatch Dispatch(MemoryQueue queue, GuardedConnector egress)
    {
        _http = new WebhookHttp(egress, _clock);
        var sender = new WebhookSender(queue, _http, [], _clock, NullLogger<WebhookSender>.Instance);
        return new WebhookDispatch(queue, sender, new FixedCatalog(new TestExchange(_clock).Build().Catalog with { Retention = _kept }), new NoNotices(), _clock, NullLogger<WebhookDispatch>.Instance);
    }

    /// <summary>Every name leads into a private network.</summary>
    private sealed class InternalNames : IFetchNetwork
    {
        public ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => new([IPAddress.Parse("10.1.2.3")]);

        public ValueTask<Stream> DialAsync(IPEndPoint address, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing may be dialled.");
    }

    private sealed class NoNotices : IChangeNotices
    {
        public Task TellAsync(string topic, string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public IDisposable Listen(string topic, Action<string> heard) => new MemoryStream();
    }
}
