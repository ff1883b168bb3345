using System;
using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Threading;

namespace DiffGen.Jit;

/// <summary>Hears from the runtime how each method was compiled.</summary>
internal sealed class TierListener : EventListener
{
    private const EventKeywords Jit = (EventKeywords)0x10;

    /// <summary>MethodLoadVerbose: a method was compiled.</summary>
    private const int Loaded = 143;

    private readonly ConcurrentBag<string> _minimal = [];
    private int _optimized;

    /// <summary>How many methods were compiled with full optimisation.</summary>
    public int Optimized => _optimized;

    /// <summary>The methods that were compiled with minimal optimisation though that was not asked for.</summary>
    public string[] Minimal()
    {
        // Events reach listeners a little later.
        for (int before = -1; before != _optimized; Thread.Sleep(300))
        {
            before = _optimized;
        }

        return [.. _minimal.Distinct().Order(StringComparer.Ordinal)];
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Verbose, Jit);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventId != Loaded || eventData.Payload is not { } payload)
        {
            return;
        }

        // Bits 7 to 9 of the flags: 1 is minimal optimisation, 2 full.
        uint tier = (Convert.ToUInt32(payload[5], System.Globalization.CultureInfo.InvariantCulture) >> 7) & 7;
        string method = payload[6] + "." + payload[7];
        if (tier == 1 && !method.StartsWith("dynamicClass.", StringComparison.Ordinal))
        {
            _minimal.Add(method);
        }
        else if (tier == 2)
        {
            Interlocked.Increment(ref _optimized);
        }
    }
}
