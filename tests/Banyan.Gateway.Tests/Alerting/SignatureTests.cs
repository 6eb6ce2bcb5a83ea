using System.Text;
using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Alerting;

public sealed class SignatureTests
{
    /// <summary>The example that libraries of the convention are tested with.</summary>
    [Fact]
    public void The_published_example_is_signed_as_it_says() => Signature
        .Of(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("{\"test\": 2432232314}"))
        .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void Two_secrets_make_two_signatures_with_a_space_between()
    {
        var (one, two) = (WebhookSecret.Make(), WebhookSecret.Make());
        var at = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        Signature.Of([one, two], "id", at, "{}"u8).ShouldBe($"{Signature.Of([one], "id", at, "{}"u8)} {Signature.Of([two], "id", at, "{}"u8)}");
    }

    [Fact]
    public void A_secret_is_marked_hugeenough_and_never_the_same()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => WebhookSecret.Make()).ToList();
        secrets.ShouldBeUnique();
        secrets.ShouldAllBe(secret => secret.StartsWith("whsec_", StringComparison.Ordinal) && Convert.FromBase64String(secret.Substring(6)).Length == 32 && WebhookSecret.PrefixOf(secret).Length == 10);
    }

    [Fact]
    public void Waits_grow_as_published_a_fifth_more_or_less_and_end_after_eight_attempts()
    {
        var usual = Enumerable.Range(1, 7).Select(attempt => RetrySchedule.After(attempt, 0.5)!.Value);
        usual.ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10)]);
        RetrySchedule.After(1, 0).ShouldBe(TimeSpan.FromSeconds(4));
        RetrySchedule.After(1, 0.999999)!.Value.ShouldBeInRange(TimeSpan.FromSeconds(5.99), TimeSpan.FromSeconds(6));
        RetrySchedule.After(8, 0.5).ShouldBeNull();
    }

    [Fact]
    public void A_body_is_type_instant_and_data_and_never_longer_than_it_may_be()
    {
        var happened = ServiceEvent.Of(new DateTimeOffset(2026, 11, 21, 12, 0, 0, 123, TimeSpan.Zero), "default", EventTypes.KeyRevoked, new { keyId = "Ab12Cd34" });
        happened.Body().ShouldBe("""{"type":"key.revoked","timestamp":"2026-11-21T12:00:00.123Z","data":{"keyId":"Ab12Cd34"}}""");
        var huge = ServiceEvent.Of(happened.At, "default", EventTypes.KeyRevoked, new { text = new string('x', ServiceEvent.LongestBody) });
        huge.Body().ShouldBe("""{"type":"key.revoked","timestamp":"2026-11-21T12:00:00.123Z","data":{"omitted":"longer than 256 KB"}}""");
    }
}
