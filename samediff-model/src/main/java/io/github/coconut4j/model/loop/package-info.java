/**
 * The chain of continuous thought around any decoder, unrolled as one differentiable SameDiff graph: the paper (Hao et al. 2024, section 3) in one room.
 *
 * <p>Start with {@link io.github.coconut4j.model.loop.LatentLoop}; a decoder of one's own implements {@link io.github.coconut4j.model.loop.Decoder}.
 */
package io.github.coconut4j.model.loop;
