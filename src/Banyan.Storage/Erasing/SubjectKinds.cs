namespace Banyan.Storage.Erasing;

/// <summary>What is told of a person, kind by kind. A name that ends in <c>At</c> is an instant, in <c>Json</c> a JSON value, in <c>NanoUsd</c> money.</summary>
internal static class SubjectKinds
{
    private const string Theirs = "tenant_id = @tenant AND user_id = @user";

    /// <summary>Tables of <see cref="SubjectTables"/> no kind has for itself: sums of the ledger, codes that answer one question, and what stands in a row of <c>completion</c>.</summary>
    public static IReadOnlyList<string> Left { get; } = ["usage_rollups", "usage_users", "intent_confirmations", "completion_responses", "completion_errors"];

    /// <summary>Kinds in the order they are told, each with its table and its rows in the order of time.</summary>
    public static IReadOnlyList<(string Kind, string Table, string Sql)> All { get; } =
    [
        ("user", "users", "SELECT id, subject, email, role, status, created_at AS \"createdAt\" FROM users WHERE tenant_id = @tenant AND subject = @user ORDER BY id"),
        ("conversation", "kept_conversations", $"SELECT id, service, title, metadata AS \"metadataJson\", summary, message_count AS \"messages\", total_tokens AS \"totalTokens\", total_cost_nusd AS \"costNanoUsd\", created_at AS \"createdAt\", updated_at AS \"updatedAt\", expires_at AS \"expiresAt\" FROM kept_conversations WHERE {Theirs} ORDER BY created_at, id"),
        ("message", "kept_messages", "SELECT m.conversation_id AS \"conversationId\", m.sequence, m.role, m.content, m.parts AS \"partsJson\", m.tool_calls AS \"toolCallsJson\", m.request_id AS \"requestId\", m.created_at AS \"createdAt\" FROM kept_messages m JOIN kept_conversations c ON c.id = m.conversation_id WHERE c.tenant_id = @tenant AND c.user_id = @user ORDER BY c.created_at, m.conversation_id, m.sequence"),
        ("response", "stored_responses", $"SELECT id, service, previous_id AS \"previousId\", input AS \"inputJson\", response AS \"responseJson\", created_at AS \"createdAt\", expires_at AS \"expiresAt\" FROM stored_responses WHERE {Theirs} ORDER BY created_at, id"),
        (
            "completion",
            "completion_requests",
            "SELECT q.id, q.requested_by_service AS \"service\", q.feature, q.team, q.door, q.operation, q.model_preference AS \"modelPreference\", q.conversation_id AS \"conversationId\", q.messages AS \"messagesJson\", "
            + "q.variables AS \"variablesJson\", q.metadata AS \"metadataJson\", q.tags AS \"tagsJson\", q.outcome, COALESCE(q.model_id, r.model_id) AS \"model\", COALESCE(q.prompt_tokens, r.prompt_tokens) AS \"promptTokens\", "
            + "COALESCE(q.completion_tokens, r.completion_tokens) AS \"completionTokens\", COALESCE(q.cost_nusd, r.cost_nusd) AS \"costNanoUsd\", r.response AS \"responseJson\", e.error_message AS \"error\", q.created_at AS \"createdAt\" "
            + "FROM completion_requests q LEFT JOIN completion_responses r ON r.request_id = q.id AND r.request_at = q.created_at LEFT JOIN completion_errors e ON e.request_id = q.id AND e.request_at = q.created_at "
            + "WHERE q.tenant_id = @tenant AND q.requested_by_user = @user ORDER BY q.created_at, q.id"),
        ("toolCall", "tool_executions", $"SELECT id, completion_request_id AS \"requestId\", tool, service, input AS \"inputJson\", output AS \"outputJson\", status, error, executed_at AS \"executedAt\" FROM tool_executions WHERE {Theirs} ORDER BY executed_at, id"),
        (
            "usage",
            "usage_log",
            "SELECT id, request_id AS \"requestId\", attempt_no AS \"attempt\", service, feature, team, provider_id AS \"provider\", model_id AS \"model\", prompt_tokens AS \"promptTokens\", completion_tokens AS \"completionTokens\", "
            + $"cost_nusd AS \"costNanoUsd\", outcome, occurred_at AS \"occurredAt\" FROM usage_log WHERE {Theirs} ORDER BY occurred_at, id"),
        ("score", "feedback", "SELECT request_id AS \"requestId\", score, comment, at AS \"givenAt\" FROM feedback WHERE tenant_id = @tenant AND given_by = @user ORDER BY at, request_id"),
        ("talk", "conversations", $"SELECT id, service, title, created_at AS \"createdAt\", updated_at AS \"updatedAt\", expires_at AS \"expiresAt\" FROM conversations WHERE {Theirs} ORDER BY created_at, id"),
        ("talkMessage", "conversation_messages", "SELECT m.conversation_id AS \"conversationId\", m.sequence, m.role, m.content, m.run_id AS \"runId\", m.created_at AS \"createdAt\" FROM conversation_messages m JOIN conversations c ON c.id = m.conversation_id WHERE c.tenant_id = @tenant AND c.user_id = @user ORDER BY c.created_at, m.conversation_id, m.sequence"),
        ("remembered", "intent_entities", "SELECT e.conversation_id AS \"conversationId\", e.kind, e.entity_id AS \"entity\", e.label, e.at AS \"seenAt\" FROM intent_entities e JOIN conversations c ON c.id = e.conversation_id WHERE c.tenant_id = @tenant AND c.user_id = @user ORDER BY c.created_at, e.conversation_id, e.kind, e.entity_id"),
        ("run", "intent_runs", "SELECT id, conversation_id AS \"conversationId\", status, created_at AS \"createdAt\" FROM intent_runs WHERE tenant_id = @tenant AND subject_id = @user ORDER BY id"),
        ("runEvent", "intent_events", "SELECT e.run_id AS \"runId\", e.sequence, e.kind, e.data AS \"dataJson\", e.at AS \"toldAt\" FROM intent_events e JOIN intent_runs r ON r.tenant_id = e.tenant_id AND r.id = e.run_id WHERE r.tenant_id = @tenant AND r.subject_id = @user ORDER BY e.run_id, e.sequence"),
    ];
}
