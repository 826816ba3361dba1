/**
 * Attention as one piece of work, and its backward pass as another. Start with
 * {@link io.github.coconut4j.model.internal.attention.AttentionFusion}. Depends on {@code tasks} and below.
 *
 * <p>What the matchers know of others; where one side changes, the other has to, and {@code AttentionGradientTest} fails:
 *
 * <ul>
 *   <li>Forward: {@code softmax(scale * q k^T + masks)} along the last of four axes, then a product with the values. The
 *       scale is one or several {@code mul_scalar} before the masks are added, each mask the second operand of an
 *       {@code add}. Keys in several pieces are a concatenation of products, their values products of windows on the
 *       weights in the same order, added up. Anything else runs as it stands.
 *   <li>Masks: a constant {@code [m, n]} may hold 0 and numbers below {@code AttentionKernel.HIDDEN} (-500), where a key
 *       is left out altogether; the loop hides by adding {@code LoopInputs.HIDDEN} (-700), at which a weight is 0 in
 *       float. A mask {@code [B or 1, 1, 1, n]} is added as it is, and a key below -500 left out. A query for which
 *       such a mask leaves no key gives zeros where plain softmax would weigh the keys as if none was hidden: padding
 *       that nobody reads. A constant that does so is not fused.
 *   <li>Backward: the gradient of the weights {@code dy} comes from products with the values turned round, in the order
 *       of the keys. The rule of softmax ({@code model.graph.NormRules}) then makes {@code (dy - sum(dy * y)) * y}, and
 *       the rule of {@code mul_scalar} multiplies by the scale last.
 * </ul>
 */
package io.github.coconut4j.model.internal.attention;
